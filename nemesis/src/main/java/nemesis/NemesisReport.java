package nemesis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nemesis.Operation.Outcome;

/**
 * What came of a run.
 *
 * @param history all that is known of it
 * @param violations what was not kept
 * @param folder where it is kept, when something was not
 */
public record NemesisReport(History history, List<Violation> violations, Path folder) {

  private static final int SHOWN = 10;

  static NemesisReport of(History history, List<Violation> violations, Path folder)
      throws IOException {
    NemesisReport report = new NemesisReport(history, violations, folder);
    if (report.isGreen()) discard(folder);
    else report.keep();
    return report;
  }

  /** Whether every promise was kept. */
  public boolean isGreen() {
    return violations.isEmpty();
  }

  private void keep() throws IOException {
    Files.write(folder.resolve("violations.txt"), lines(violations.size()));
    Files.write(
        folder.resolve("history.txt"),
        Stream.concat(
                Stream.concat(
                    history.faults().stream().map(NemesisReport::line),
                    history.ownerships().stream().map(Object::toString)),
                history.operations().stream().map(Object::toString))
            .toList());
    Files.writeString(folder.resolve("timeline.html"), Timeline.of(this));
  }

  private static String line(Fault fault) {
    return "%d %d %d %s".formatted(fault.begin(), fault.healed(), fault.whole(), fault);
  }

  /** Forgets what was kept in a folder. */
  static void discard(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) Files.delete(each);
  }

  /** What befell the nodes, and how much was done meanwhile. */
  public String summary() {
    long operations = history.operations().size();
    long unknown =
        history.operations().stream().filter(each -> each.outcome() != Outcome.OK).count();
    String faults =
        history.faults().stream().map(Fault::toString).collect(Collectors.joining(", "));
    return "%,d operations, %d without answer; %s".formatted(operations, unknown, faults);
  }

  /** What was not kept, with the operations that show it; the first few. */
  public List<String> lines() {
    return lines(SHOWN);
  }

  private List<String> lines(int most) {
    Stream<String> shown =
        violations.stream()
            .limit(most)
            .flatMap(each ->
                Stream.concat(
                    Stream.of(each.what()),
                    each.evidence().stream().map(one -> "    " + one.brief())));
    int left = violations.size() - most;
    return (left > 0 ? Stream.concat(shown, Stream.of("and " + left + " more")) : shown).toList();
  }
}
