package workbook.lab.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The details of a run, as a text in Markdown. */
record Details(Setting setting, List<Run> runs) {

  private static final int WAITS = 20;

  Path write() throws IOException {
    List<String> lines = new ArrayList<>(List.of("# ./lab verify", ""));
    for (Run run : runs) {
      List<Tally.Item> items = run.tally().items();
      lines.add("## %s (%.1f s)".formatted(run.title(), run.seconds()));
      lines.add("");
      run.leftOut().forEach(line -> lines.add("- left out: " + line));
      run.since().ifPresent(since -> lines.add("- unchanged since " + since));
      run.tally().problems().forEach(item -> lines.add(wrong(item)));
      items.stream()
          .filter(Tally.Item::good)
          .forEach(item -> lines.add("- right: " + item.where()));
      lines.add("");
      lines.addAll(waits(run.tally().waits()));
    }
    return Files.write(setting.folder().resolve("report.md"), lines);
  }

  /** The slowest: a wait that is near its limit is red on a slower day. */
  private static List<String> waits(List<Tally.Wait> waits) {
    if (waits.isEmpty()) return List.of();
    List<String> lines = new ArrayList<>(List.of("The longest waits:", ""));
    for (Tally.Wait wait : waits.subList(0, Math.min(waits.size(), WAITS))) {
      lines.add(
          "- %5.1f s of %d s: %s%s"
              .formatted(
                  wait.took().toNanos() / 1e9,
                  wait.limit().toSeconds(),
                  wait.where(),
                  wait.share() > 0.5 ? " (**nearly red**)" : ""));
    }
    lines.add("");
    return lines;
  }

  private static String wrong(Tally.Item item) {
    String text = item.problem().strip();
    String problem = text.contains("\n") ? "\n\n" + text.indent(6) : " " + text;
    return "- **wrong**: " + item.where() + ":" + problem;
  }
}
