package workbook.lab;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import workbook.harness.ExerciseResult.Status;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Reports;
import workbook.lab.book.TestCase;

/**
 * Where the student stands, from the latest results of tests.
 *
 * @param states each exercise, and how it is; those that were never run are not done
 */
record Standing(Map<Exercise, Status> states) {

  static Standing of(Book book) {
    Map<Exercise, Status> states = new TreeMap<>();
    for (Exercise exercise : book.exercises()) {
      states.put(
          exercise, Reports.latest(book, exercise).map(Standing::status).orElse(Status.TODO));
    }
    return new Standing(states);
  }

  private static Status status(List<TestCase> cases) {
    if (cases.isEmpty()) return Status.TODO;
    return cases.stream()
        .map(one -> one.green() ? Status.DONE : Status.ofMessage(one.message()))
        .min(Status::compareTo)
        .orElseThrow();
  }

  /** The first exercise that is not done; empty when all are. */
  Optional<Exercise> next() {
    return states.entrySet().stream()
        .filter(entry -> entry.getValue() != Status.DONE)
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
