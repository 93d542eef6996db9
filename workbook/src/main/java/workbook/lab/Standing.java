package workbook.lab;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import workbook.harness.ExerciseResult;
import workbook.harness.ExerciseResult.Status;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Reports;
import workbook.lab.book.Stage;
import workbook.lab.book.TestCase;

/**
 * Where the student stands, from the latest results of tests.
 *
 * @param results each exercise, and how it is; one that was never run is to do
 */
record Standing(Map<Exercise, ExerciseResult> results) {

  static Standing of(Book book) {
    Map<Exercise, ExerciseResult> results = new TreeMap<>();
    for (Exercise exercise : book.exercises()) {
      List<TestCase> cases = Reports.latest(book, exercise).orElse(List.of());
      results.put(exercise, result(exercise, cases));
    }
    return new Standing(results);
  }

  /** The exercises of a stage. */
  List<ExerciseResult> results(Stage stage) {
    return results.entrySet().stream()
        .filter(entry -> entry.getKey().stage().equals(stage))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static ExerciseResult result(Exercise exercise, List<TestCase> cases) {
    Status status =
        cases.stream()
            .map(one -> one.green() ? Status.DONE : Status.ofMessage(one.message()))
            .min(Status::compareTo)
            .orElse(Status.TODO);
    String message =
        cases.stream().map(TestCase::message).filter(m -> !m.isEmpty()).findFirst().orElse("");
    return new ExerciseResult(
        exercise.id(),
        exercise.title(),
        exercise.points(),
        exercise.minutes(),
        exercise.files(),
        status,
        message);
  }
}
