package workbook.lab.book;

import java.nio.file.Path;
import java.util.List;

/**
 * An exercise, as its test class declares it.
 *
 * @param id such as {@code 1.3}
 * @param title what it is about
 * @param points what it is worth
 * @param minutes how long it takes
 * @param files what the student finishes, from the stage's {@code src/main/java}
 * @param stage where it stands
 * @param testClass the name of its test class, with the package
 * @param test the file of its test class
 */
public record Exercise(
    String id,
    String title,
    int points,
    int minutes,
    List<String> files,
    Stage stage,
    String testClass,
    Path test)
    implements Comparable<Exercise> {

  /** Whether it is walked through, and so green from the start: 1.0, 2.0 and so on. */
  public boolean walkedThrough() {
    return id.endsWith(".0");
  }

  /** Whether a test is one of its own. */
  public boolean owns(TestCase test) {
    return owns(test.testClass());
  }

  /** Whether a test class is its own, or stands in it. */
  public boolean owns(String name) {
    return name.equals(testClass) || name.startsWith(testClass + "$");
  }

  /** The files that the student finishes. */
  public List<Path> paths() {
    return files.stream().map(stage.sources()::resolve).toList();
  }

  /** The file to open first. */
  public Path firstFile() {
    return files.isEmpty() ? test : stage.sources().resolve(files.getFirst());
  }

  private int order() {
    String[] parts = id.split("\\.");
    return Integer.parseInt(parts[0]) * 1000 + Integer.parseInt(parts[1]);
  }

  @Override
  public int compareTo(Exercise other) {
    return Integer.compare(order(), other.order());
  }
}
