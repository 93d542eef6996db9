package workbook.lab.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has passed, and on which inputs: a file for each check, with the number of the inputs, how
 * long it took, and what was right.
 *
 * @param folder where they are
 * @param again whether all is to be run again, whatever has passed
 */
record Passed(Path folder, boolean again) {

  private static final String RIGHT = "right: ";
  private static final String LEFT_OUT = "left out: ";
  private static final String SECONDS = "seconds: ";

  /**
   * Something that has passed.
   *
   * @param when it ended
   * @param right what was right
   * @param leftOut what could not be proved here, and why
   */
  record Before(Instant when, List<String> right, List<String> leftOut) {}

  /** When it passed on these inputs, if it did. */
  Optional<Before> before(String what, String inputs) throws IOException {
    Path file = file(what);
    if (again || !Files.isRegularFile(file)) return Optional.empty();
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.getFirst().equals(inputs)) return Optional.empty();
    Instant when = Files.getLastModifiedTime(file).toInstant();
    return Optional.of(new Before(when, those(lines, RIGHT), those(lines, LEFT_OUT)));
  }

  private static List<String> those(List<String> lines, String begin) {
    return lines.stream()
        .filter(line -> line.startsWith(begin))
        .map(line -> line.substring(begin.length()))
        .toList();
  }

  /** How many seconds it took, whether it passed or not, when it was last run. */
  Optional<Double> seconds(String what) throws IOException {
    if (!Files.isRegularFile(file(what))) return Optional.empty();
    return those(Files.readAllLines(file(what)), SECONDS).stream().findFirst().map(Double::valueOf);
  }

  /** It has passed on these inputs. */
  void note(String what, String inputs) throws IOException {
    note(what, inputs, new Tally(), 0);
  }

  /** The same, and this was found; without inputs, it has not passed. */
  void note(String what, String inputs, Tally tally, double seconds) throws IOException {
    List<String> lines = new ArrayList<>(List.of(inputs, SECONDS + seconds));
    tally.items().forEach(item -> lines.add(RIGHT + item.where()));
    tally.leftOut().forEach(line -> lines.add(LEFT_OUT + line));
    lines.replaceAll(line -> line.replaceAll("\\R", " "));
    Files.createDirectories(folder);
    Files.write(file(what), lines);
  }

  private Path file(String what) {
    return folder.resolve(what.replaceAll("[^A-Za-z0-9.]+", "-") + ".txt");
  }
}
