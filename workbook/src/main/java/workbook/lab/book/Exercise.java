package workbook.lab.book;

import java.nio.file.Path;
import java.util.List;
import workbook.harness.ExerciseResult;
import workbook.harness.ExerciseResult.Status;
import workbook.harness.Ids;

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

  /** Whether a test class is its own, or stands in it. */
  public boolean owns(String name) {
    return name.equals(testClass) || name.startsWith(testClass + "$");
  }

  /** The files that the student finishes. */
  public List<Path> paths() {
    return files.stream().map(stage.sources()::resolve).toList();
  }

  /** How far it is, by its tests; to do when none has been run. */
  public ExerciseResult result(List<TestCase> cases) {
    List<String> red = cases.stream().filter(one -> !one.green()).map(TestCase::message).toList();
    Status status = cases.isEmpty() ? Status.TODO : Status.ofMessages(red);
    return new ExerciseResult(id, title, points, minutes, files, status);
  }

  @Override
  public int compareTo(Exercise other) {
    return Ids.compare(id, other.id);
  }
}
