package workbook.lab.up;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import workbook.lab.book.Screen;

/**
 * What is seen of the nodes at one moment.
 *
 * @param peers each node that runs, and those that it is connected to
 * @param ended those that do not run any more
 */
record ConnectionTable(Map<String, Set<String>> peers, Set<String> ended) {

  private static final Pattern TOLD = Pattern.compile("(?m)^connected to ([^;\\r\\n]*).*\\R");

  /**
   * Reads the latest that each node tells.
   *
   * @param printed all that each has printed; nobody counts as connected before that
   * @param ended those that do not run any more
   */
  static ConnectionTable of(Map<String, String> printed, Set<String> ended) {
    Map<String, Set<String>> peers = new TreeMap<>();
    printed.forEach((node, text) -> {
      Optional<MatchResult> last = TOLD.matcher(text).results().reduce((before, next) -> next);
      Set<String> told = last.map(line -> names(line.group(1))).orElse(Set.of());
      if (!ended.contains(node)) peers.put(node, told);
    });
    return new ConnectionTable(peers, new TreeSet<>(ended));
  }

  private static Set<String> names(String told) {
    return told.equals("nobody") ? Set.of() : new TreeSet<>(Arrays.asList(told.split(", ")));
  }

  /**
   * Whether the nodes agree: each of two is connected to the other or neither is, nobody to one
   * that has ended, and to a stranger all or none. While a change goes round, they do not.
   */
  boolean isSettled() {
    return peers.entrySet().stream()
        .allMatch(
            entry -> entry.getValue().stream().allMatch(peer -> isSettled(entry.getKey(), peer)));
  }

  private boolean isSettled(String node, String peer) {
    if (ended.contains(peer)) return false;
    if (peers.containsKey(peer)) return peers.get(peer).contains(node);
    return peers.values().stream().allMatch(known -> known.contains(peer));
  }

  /** Whether each of these is connected to all others of them. */
  boolean isMesh(Collection<String> nodes) {
    return lonely(nodes).isEmpty();
  }

  /** Those of these that are not connected to all others of them. */
  List<String> lonely(Collection<String> nodes) {
    return nodes.stream().filter(node -> !knowsAll(node, nodes)).toList();
  }

  private boolean knowsAll(String node, Collection<String> nodes) {
    Set<String> others = new TreeSet<>(nodes);
    others.remove(node);
    return peers.getOrDefault(node, Set.of()).containsAll(others);
  }

  /** A table: a row a node, a filled square where it is connected to the node of that column. */
  List<String> draw(Screen screen) {
    Set<String> all = new TreeSet<>(peers.keySet());
    peers.values().forEach(all::addAll);
    all.addAll(ended);
    Map<String, String> brief = brief(all);
    int width = brief.values().stream().mapToInt(String::length).max().orElse(2);
    List<String> lines = new ArrayList<>();
    StringBuilder head = new StringBuilder(" ".repeat(width + 2));
    all.forEach(name -> head.append("  ").append(pad(brief.get(name), width)));
    lines.add(head.toString().stripTrailing());
    for (String row : all) {
      StringBuilder line = new StringBuilder("  " + pad(brief.get(row), width));
      for (String column : all) line.append("  ").append(cell(screen, row, column, width));
      if (ended.contains(row)) line.append("  ").append(screen.red("ended"));
      else if (!peers.containsKey(row)) line.append("  ").append(screen.dim("not one of ours"));
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private String cell(Screen screen, String row, String column, int width) {
    boolean connected =
        peers.getOrDefault(row, Set.of()).contains(column)
            || !peers.containsKey(row) && peers.getOrDefault(column, Set.of()).contains(row);
    String sign = row.equals(column) ? screen.dim("·") : connected ? screen.green("■") : "□";
    return sign + " ".repeat(width - 1);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  /** Names without their hosts, but for those that would look like others then. */
  private static Map<String, String> brief(Set<String> nodes) {
    Map<String, Long> times =
        nodes.stream()
            .collect(Collectors.groupingBy(ConnectionTable::shortName, Collectors.counting()));
    return nodes.stream()
        .collect(
            Collectors.toMap(
                node -> node, node -> times.get(shortName(node)) == 1 ? shortName(node) : node));
  }

  private static String shortName(String node) {
    return node.replaceFirst("@.*", "");
  }
}
