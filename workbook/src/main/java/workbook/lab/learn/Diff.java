package workbook.lab.learn;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.util.diff.DiffUtils;
import org.assertj.core.util.diff.Patch;

/** How one text becomes another. */
public final class Diff {

  /** How many lines around a change are shown with it. */
  private static final int AROUND = 3;

  private Diff() {}

  /**
   * The changes, in parts that lie apart from each other; none when the texts have equal lines.
   * Each line begins with a space when it stays, {@code -} when it goes, {@code +} when it comes.
   */
  public static List<List<String>> of(String before, String after) {
    List<String> lines = before.lines().toList();
    Patch<String> patch = DiffUtils.diff(lines, after.lines().toList());
    List<List<String>> parts = new ArrayList<>();
    // After two lines with names, each part has a head: @@ -1,3 +1,4 @@
    DiffUtils.generateUnifiedDiff("", "", lines, patch, AROUND).stream()
        .skip(2)
        .forEach(line -> {
          if (line.startsWith("@@")) parts.add(new ArrayList<>());
          else parts.getLast().add(line);
        });
    return parts;
  }
}
