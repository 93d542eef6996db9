package workbook.lab.up;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import multinode.process.NodeName;
import workbook.harness.Ports;

/** The ports at which nodes serve their pages: a node that is started again has its old one. */
public final class Pages {

  /** The first of them, if it is free, and the others after it: those of the lesson. */
  static final int FIRST = 4005;

  private final Map<NodeName, Integer> ports = new LinkedHashMap<>();

  /** No node has one yet. */
  public Pages() {}

  /** The port of a node. */
  synchronized int port(NodeName node) {
    return ports.computeIfAbsent(node, unused -> Ports.free(FIRST + ports.size()));
  }

  /** All ports, in the order of the nodes. */
  synchronized List<Integer> all() {
    return List.copyOf(ports.values());
  }
}
