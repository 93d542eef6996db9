package multinode.swarm;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import multinode.process.NodeName;

/**
 * Which servers of a node are to move, and where to: each to the node that keeps its entry. Which
 * node that is follows from the name alone, as long as the same members are there; no caller
 * chooses.
 *
 * @param here this node
 * @param keeper which node keeps the entry of a name; empty while no node does
 */
record Plan(NodeName here, Function<String, Optional<NodeName>> keeper) {

  private static final int LONGEST = 40;

  /** Who is to move where: names by node, sorted. No node is in it for which there is no name. */
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
   * How servers are spread, as a bar for each node: {@code a@127.0.0.1 ██████████ 512}; sorted, a
   * line each. The longest bar has {@link #LONGEST} columns, the others are in proportion, rounded;
   * but no node that has a server is without a bar.
   */
  static String bars(Map<NodeName, Integer> counts) {
    int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    StringJoiner bars = new StringJoiner("\n");
    new TreeMap<>(counts)
        .forEach((node, count) -> {
          int length = count == 0 ? 0 : Math.max(1, Math.round((float) LONGEST * count / most));
          bars.add(line(node, counts.keySet(), length, count));
        });
    return bars.toString();
  }

  /** One line: the name, as wide as the widest of all, a bar of so many columns, the number. */
  private static String line(NodeName node, Set<NodeName> all, int length, int count) {
    int width = all.stream().mapToInt(one -> one.toString().length()).max().orElse(1);
    String line = "%-" + width + "s  %-" + LONGEST + "s %6d";
    return line.formatted(node, "█".repeat(length), count);
  }
}
