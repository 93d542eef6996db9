package workbook.lab;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import workbook.harness.ExerciseResult;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Reports;
import workbook.lab.book.Stage;
import workbook.lab.book.UserError;
import workbook.lab.learn.Start;

/**
 * Where the student stands, from the latest results of tests.
 *
 * @param results each exercise, in their order, and how it is; one that was never run is to do
 * @param start the stage with which the student begins
 */
record StudentResults(Map<Exercise, ExerciseResult> results, Start start) {

  static StudentResults of(Book book) {
    Map<Exercise, ExerciseResult> results = new TreeMap<>();
    for (Exercise exercise : book.exercises()) {
      results.put(exercise, exercise.result(Reports.latest(book, exercise).orElse(List.of())));
    }
    return new StudentResults(results, new Start(book));
  }

  /** The exercises of a stage. */
  List<ExerciseResult> results(Stage stage) {
    return results.entrySet().stream()
        .filter(entry -> entry.getKey().stage().equals(stage))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The exercises from where the student begins, and then those before. */
  List<Exercise> inOrder() {
    return results.keySet().stream().sorted(Comparator.comparing(start::skips)).toList();
  }

  /** What is next. */
  Exercise next() {
    return inOrder().stream()
        .filter(exercise -> !isDone(exercise))
        .findFirst()
        .orElseThrow(() -> new UserError("All of it is done. ./lab test 1 runs a stage again."));
  }

  /** What is next of an exercise and those after it; empty when they are done. */
  Optional<Exercise> nextFrom(Exercise first) {
    return results.keySet().stream()
        .filter(exercise -> exercise.compareTo(first) >= 0 && !isDone(exercise))
        .findFirst();
  }

  /** Whether all tests of an exercise are green. */
  boolean isDone(Exercise exercise) {
    return results.get(exercise).isDone();
  }
}
