package workbook.lab.grade;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a submission has come to.
 *
 * @param name the student's
 * @param note what is wrong with all of it; empty when nothing is
 * @param exercises how each is, in their order
 * @param seconds how long it took
 */
record Grade(String name, String note, List<ExerciseGrade> exercises, double seconds) {

  Grade {
    exercises = List.copyOf(exercises);
  }

  int points() {
    return exercises.stream().mapToInt(ExerciseGrade::points).sum();
  }

  int mostPoints() {
    return exercises.stream().mapToInt(one -> one.exercise().points()).sum();
  }

  long green() {
    return exercises.stream().filter(ExerciseGrade::isGreen).count();
  }

  /** The first exercise that is not green. */
  Optional<ExerciseGrade> firstOpen() {
    return exercises.stream().filter(one -> !one.isGreen()).findFirst();
  }

  /** On a line, for the terminal. */
  String brief() {
    String open =
        note.isEmpty()
            ? firstOpen()
                .map(one -> one.exercise().id() + " " + one.state().name().toLowerCase(Locale.ROOT))
                .orElse("all green")
            : note;
    return "%-24s %4d of %d points   %s".formatted(name, points(), mostPoints(), open);
  }
}
