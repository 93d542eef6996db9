package workbook.lab.up;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import workbook.lab.book.Screen;

/**
 * What is seen of the nodes at one moment.
 *
 * @param peers each node that runs, and those that it is connected to
 * @param ended those that do not run any more
 */
record Sight(Map<String, Set<String>> peers, Set<String> ended) {

  /** Reads what the nodes' reports say, the latest of each; {@code watcher} itself is left out. */
  static Sight of(Collection<String> reports, Set<String> ended, String watcher) {
    Map<String, Set<String>> peers = new TreeMap<>();
    for (String report : reports) {
      List<String> words = new ArrayList<>(Arrays.asList(report.split(" ")));
      words.remove(watcher);
      String node = words.removeFirst();
      if (!ended.contains(node)) peers.put(node, new TreeSet<>(words));
    }
    return new Sight(peers, new TreeSet<>(ended));
  }

  /** How many of these are connected to all others of them. */
  boolean isMesh(Collection<String> nodes) {
    for (String node : nodes) {
      Set<String> others = new TreeSet<>(nodes);
      others.remove(node);
      if (!peers.getOrDefault(node, Set.of()).containsAll(others)) return false;
    }
    return true;
  }

  /** A table: a row a node, a filled square where it is connected to the node of that column. */
  List<String> draw(Screen screen) {
    Set<String> all = new TreeSet<>(peers.keySet());
    peers.values().forEach(all::addAll);
    all.addAll(ended);
    int width = all.stream().mapToInt(name -> brief(name).length()).max().orElse(2);
    List<String> lines = new ArrayList<>();
    StringBuilder head = new StringBuilder(" ".repeat(width + 2));
    all.forEach(name -> head.append("  ").append(pad(brief(name), width)));
    lines.add(head.toString().stripTrailing());
    for (String row : all) {
      StringBuilder line = new StringBuilder("  " + pad(brief(row), width));
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

  /** Without the host, where that is the usual one. */
  static String brief(String node) {
    return node.replace("@127.0.0.1", "");
  }
}
