package multinode.swarm;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import multinode.node.NodeName;

/**
 * Which servers of a node are to move, and where to: each to the node that keeps its entry. Which
 * node that is follows from the name alone, as long as the same members are there; no caller
 * chooses.
 *
 * @param here this node
 * @param keeper which node keeps the entry of a name; empty while no node does
 */
record Plan(NodeName here, Function<String, Optional<NodeName>> keeper) {

  /** Who is to move where: names by node, sorted. */
  SortedMap<NodeName, SortedSet<String>> moves(Collection<String> running) {
    SortedMap<NodeName, SortedSet<String>> moves = new TreeMap<>();
    for (String name : running) {
      keeper
          .apply(name)
          .filter(node -> !node.equals(here))
          .ifPresent(node -> moves.computeIfAbsent(node, unused -> new TreeSet<>()).add(name));
    }
    return moves;
  }

  /**
   * How servers are spread, as a bar for each node: {@code a@127.0.0.1 ██████████ 512}. The longest
   * bar has 40 columns, and no node that has a server is without one.
   */
  static String bars(Map<NodeName, Integer> counts) {
    int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    int width = counts.keySet().stream().mapToInt(node -> node.toString().length()).max().orElse(0);
    StringBuilder bars = new StringBuilder();
    new TreeMap<>(counts)
        .forEach((node, count) -> {
          int length = count == 0 ? 0 : Math.max(1, Math.round(40f * count / most));
          bars.append(("%-" + width + "s  %-40s %6d%n").formatted(node, "█".repeat(length), count));
        });
    return bars.toString().stripTrailing();
  }
}
