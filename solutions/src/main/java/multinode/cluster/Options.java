package multinode.cluster;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import multinode.console.Feature;
import multinode.node.Node;
import multinode.node.NodeOptions;
import multinode.process.NodeName;

/** How a node is told on its command line to find others. */
public final class Options implements Feature {

  /** The topology of who does not name one. */
  public static final String TOPOLOGY = "multinode";

  private final List<Supplier<Strategy>> strategies = new ArrayList<>();
  private Optional<String> name = Optional.empty();
  private boolean open = false;
  private PortRange ports = PortRange.STANDARD;
  private String namespace = "default";
  private Optional<Integer> size = Optional.empty();
  private Optional<Topology> topology = Optional.empty();

  /** Nothing is told yet. */
  public Options() {}

  @Override
  public String help() {
    return """

    Finding other nodes, by one of:
      --gossip             multicast on the network of its host
      --epmd NAMES         looking on the hosts of these nodes: b@10.0.0.2,c@10.0.0.3
      --dns NAME           looking on the hosts that a name stands for
      --kubernetes NAME    asking Kubernetes for the pods of a service
      --namespace NAME     the namespace of that service (default)
      --topology NAME      with whom of those it goes together (multinode)
      --open               find also nodes with another cookie, which are then refused
      --cluster-port N     listen there, or on one of the 31 ports after it (5701)
      --cluster-size N     there are N nodes: its servers run only among more than half of them
    """;
  }

  @Override
  public boolean takes(String option, Iterator<String> rest) {
    switch (option) {
      case "--gossip" -> strategies.add(() -> Gossip.STANDARD);
      case "--epmd" -> {
        Epmd epmd = Epmd.of(names(Feature.value(option, rest)));
        strategies.add(() -> epmd);
      }
      case "--dns" -> {
        Dns dns = new Dns(Feature.value(option, rest));
        strategies.add(() -> dns);
      }
      case "--kubernetes" -> {
        String service = Feature.value(option, rest);
        strategies.add(() -> Kubernetes.service(namespace, service));
      }
      case "--namespace" -> namespace = Feature.value(option, rest);
      case "--open" -> open = true;
      case "--topology" -> name = Optional.of(Feature.value(option, rest));
      case "--cluster-port" -> {
        int first = number(option, "a port", rest);
        ports = new PortRange(first, PortRange.STANDARD.count());
      }
      case "--cluster-size" -> size = Optional.of(number(option, "a number of nodes", rest));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** As they are typed: a name without a host is one of this host. */
  private static String names(String list) {
    return list.replaceAll("(?<=^|,)\\s*([^@,\\s]+)\\s*(?=,|$)", "$1@127.0.0.1");
  }

  private static int number(String option, String what, Iterator<String> rest) {
    String text = Feature.value(option, rest);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s needs %s, not \"%s\"".formatted(option, what, text), e);
    }
  }

  @Override
  public void check(NodeOptions options) {
    if (strategies.isEmpty() && name.isEmpty()) return;
    String called = name.orElse(TOPOLOGY);
    if (strategies.size() != 1) {
      throw new IllegalArgumentException(
          "the topology %s has %s: give it one of --gossip, --epmd, --dns, --kubernetes"
              .formatted(called, strategies.isEmpty() ? "no strategy" : "several strategies"));
    }
    if (options.name().equals(NodeName.NONODE)) {
      throw new IllegalArgumentException("a node that others are to find needs a name");
    }
    Topology wanted = Topology.of(called, strategies.getFirst().get()).withPorts(ports);
    wanted = size.map(wanted::withSize).orElse(wanted);
    topology = Optional.of(open ? wanted : wanted.withSecret(options.cookie()));
  }

  @Override
  public void begin(Node node) {
    topology.ifPresent(wanted -> node.parts().add(Joining.begin(node, wanted)));
  }
}
