package workbook.lab.learn;

import java.util.ArrayList;
import java.util.List;

/** How one text becomes another: lines that stay, go and come, with some around each change. */
public final class Diff {

  private static final int AROUND = 3;

  /**
   * A line of either text.
   *
   * @param sign a space when it stays, {@code -} when it goes, {@code +} when it comes
   * @param text the line
   */
  public record Line(char sign, String text) {}

  private Diff() {}

  /** The changes, in parts that lie apart from each other; none when the texts have equal lines. */
  public static List<List<Line>> of(String before, String after) {
    return parts(lines(before.lines().toList(), after.lines().toList()));
  }

  private static List<Line> lines(List<String> before, List<String> after) {
    int[][] same = common(before, after);
    List<Line> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        lines.add(new Line(' ', before.get(i++)));
        j++;
      } else if (j == after.size() || i < before.size() && same[i + 1][j] >= same[i][j + 1]) {
        lines.add(new Line('-', before.get(i++)));
      } else {
        lines.add(new Line('+', after.get(j++)));
      }
    }
    return lines;
  }

  /** How many lines the rests from i and from j on have in common, in the same order. */
  private static int[][] common(List<String> before, List<String> after) {
    int[][] same = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        same[i][j] =
            before.get(i).equals(after.get(j))
                ? same[i + 1][j + 1] + 1
                : Math.max(same[i + 1][j], same[i][j + 1]);
      }
    }
    return same;
  }

  private static List<List<Line>> parts(List<Line> lines) {
    List<List<Line>> parts = new ArrayList<>();
    int end = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).sign() == ' ') continue;
      int from = Math.max(i - AROUND, end);
      int to = Math.min(i + AROUND + 1, lines.size());
      if (parts.isEmpty() || from > end) parts.add(new ArrayList<>());
      parts.getLast().addAll(lines.subList(from, to));
      end = to;
    }
    return parts;
  }
}
