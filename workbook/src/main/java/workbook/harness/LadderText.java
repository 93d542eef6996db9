package workbook.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** A ladder in a terminal. */
final class LadderText {

  private static final int HEAD = 6;
  private static final int TAIL = 18;
  private static final int FAULTS = 4;
  private static final int TIME = 9;
  private static final int LANE = 12;

  private final Ladder ladder;
  private final int lane;

  private LadderText(Ladder ladder) {
    this.ladder = ladder;
    int longest =
        ladder.columns().stream().mapToInt(c -> Ladder.shorten(c).length()).max().orElse(1);
    int most = (Text.width() / 2 - TIME) / Math.max(1, ladder.columns().size());
    this.lane = Math.max(4, Math.min(Math.max(LANE - 4, longest + 2), most));
  }

  /** A line for the names, and one for each row; of many rows the first, some faults, the last. */
  static List<String> render(Ladder ladder) {
    return new LadderText(ladder).lines();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(names());
    List<Ladder.Row> rows = ladder.rows();
    int next = 0;
    for (int i : shown(rows)) {
      if (i > next) lines.add("   … " + (i - next) + " more in the file");
      lines.add(line(rows.get(i)));
      next = i + 1;
    }
    return lines;
  }

  private static SortedSet<Integer> shown(List<Ladder.Row> rows) {
    SortedSet<Integer> shown = new TreeSet<>();
    int faults = 0;
    for (int i = 0; i < rows.size(); i++) {
      boolean inMiddle = i >= HEAD && i < rows.size() - TAIL;
      boolean isFault = inMiddle && rows.get(i).look() != Ladder.Look.ARROW && faults++ < FAULTS;
      if (!inMiddle || isFault || rows.size() <= HEAD + TAIL + 1) shown.add(i);
    }
    return shown;
  }

  private String names() {
    StringBuilder line = new StringBuilder("     ms");
    for (int i = 0; i < ladder.columns().size(); i++) {
      String name = Text.brief(Ladder.shorten(ladder.columns().get(i)), lane - 1);
      int start = Math.max(line.length() + 1, at(i) - name.length() / 2);
      line.append(" ".repeat(start - line.length())).append(name);
    }
    return line.toString();
  }

  private int at(int column) {
    return TIME + column * lane + lane / 2;
  }

  private String line(Ladder.Row row) {
    StringBuilder line = new StringBuilder("%7.1f".formatted(ladder.millis(row)));
    line.append(" ".repeat(TIME + ladder.columns().size() * lane - line.length()));
    for (int i = 0; i < ladder.columns().size(); i++) line.setCharAt(at(i), '│');
    draw(row, line);
    line.append(' ').append(row.label());
    return Text.cut(line.toString(), Text.width());
  }

  private void draw(Ladder.Row row, StringBuilder line) {
    int from = at(row.from());
    int to = at(row.to());
    switch (row.look()) {
      case ARROW -> arrow(line, from, to, to);
      case LOST -> arrow(line, from, to, (from + to) / 2);
      case UP -> {
        span(line, from, to, '═');
        line.setCharAt(from, '●');
        line.setCharAt(to, '●');
      }
      case DOWN -> line.setCharAt(from, '○');
      case REFUSED -> line.setCharAt(from, '✗');
      case MARK -> span(line, TIME - 1, TIME + ladder.columns().size() * lane - 1, '┄');
    }
  }

  private static void arrow(StringBuilder line, int from, int to, int end) {
    span(line, from, end, '─');
    line.setCharAt(from, from < to ? '├' : '┤');
    if (end == to) line.setCharAt(from < to ? to - 1 : to + 1, from < to ? '▶' : '◀');
    else line.setCharAt(end, '✗');
  }

  /** Fills what is strictly between, over other lanes too. */
  private static void span(StringBuilder line, int from, int to, char fill) {
    for (int i = Math.min(from, to) + 1; i < Math.max(from, to); i++) {
      line.setCharAt(i, line.charAt(i) == '│' && fill == '─' ? '┼' : fill);
    }
  }
}
