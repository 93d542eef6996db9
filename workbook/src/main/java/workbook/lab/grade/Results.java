package workbook.lab.grade;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.lab.book.Exercise;
import workbook.lab.book.Json;

/** Grades in the formats of others. */
final class Results {

  private Results() {}

  /** All of it, a student each. */
  static String json(List<Grade> grades, String rung) {
    return Json.of(
        map("sandbox", rung, "students", grades.stream().map(Results::student).toList()));
  }

  private static Map<String, Object> student(Grade grade) {
    return map(
        "name",
        grade.name(),
        "points",
        grade.points(),
        "of",
        grade.mostPoints(),
        "note",
        grade.note(),
        "exercises",
        grade.exercises().stream().map(Results::exercise).toList());
  }

  private static Map<String, Object> exercise(ExerciseGrade grade) {
    return map(
        "id",
        grade.exercise().id(),
        "title",
        grade.exercise().title(),
        "points",
        grade.points(),
        "of",
        grade.exercise().points(),
        "state",
        grade.state().name().toLowerCase(Locale.ROOT),
        "tests",
        grade.tests(),
        "green",
        grade.green(),
        "message",
        grade.message());
  }

  /** A line a student, for a learning platform or a spreadsheet. */
  static String csv(List<Grade> grades, List<Exercise> exercises) {
    Stream<String> head =
        Stream.concat(
            Stream.of("name", "points", "of"),
            Stream.concat(exercises.stream().map(Exercise::id), Stream.of("note")));
    List<String> lines = new ArrayList<>(List.of(head.collect(Collectors.joining(","))));
    for (Grade grade : grades) {
      List<String> cells = new ArrayList<>(List.of(cell(grade.name()), "" + grade.points()));
      cells.add("" + grade.mostPoints());
      for (Exercise exercise : exercises) {
        int points =
            grade.exercises().stream()
                .filter(one -> one.exercise().equals(exercise))
                .mapToInt(ExerciseGrade::points)
                .sum();
        cells.add("" + points);
      }
      cells.add(cell(grade.note()));
      lines.add(String.join(",", cells));
    }
    return String.join("\n", lines) + "\n";
  }

  /** A spreadsheet takes what begins so for a formula. */
  private static String cell(String text) {
    String safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
    return safe.matches("(?s).*[\",\\n\\r;].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  /** Gradescope's {@code results.json}. */
  static String gradescope(Grade grade, String rung) {
    List<Map<String, Object>> tests =
        grade.exercises().stream()
            .map(one ->
                map(
                    "number",
                    one.exercise().id(),
                    "name",
                    one.exercise().id() + " " + one.exercise().title(),
                    "score",
                    one.points(),
                    "max_score",
                    one.exercise().points(),
                    "status",
                    one.isGreen() ? "passed" : "failed",
                    "output_format",
                    "text",
                    "output",
                    one.isGreen()
                        ? "All %d tests are green.".formatted(one.tests())
                        : one.message()))
            .toList();
    String output = grade.note().isEmpty() ? "Graded in a sandbox, " + rung + "." : grade.note();
    return Json.of(
        map(
            "score",
            grade.points(),
            "execution_time",
            Math.round(grade.seconds()),
            "output",
            output,
            "output_format",
            "text",
            "stdout_visibility",
            "hidden",
            "tests",
            tests));
  }

  /**
   * Classroom 50's {@code result.json}: what it says of the submission comes from the environment
   * of its runner.
   */
  static String classroom50(Grade grade, Map<String, String> runner) {
    String user = runner.getOrDefault("USERNAME", "");
    String commit = runner.getOrDefault("COMMIT_URL", "");
    List<Map<String, Object>> tests =
        grade.exercises().stream()
            .map(one ->
                map(
                    "test-name",
                    one.exercise().id() + " " + one.exercise().title(),
                    "passed",
                    one.isGreen(),
                    "score",
                    one.points(),
                    "max-score",
                    one.exercise().points()))
            .toList();
    return Json.of(
        map(
            "schema",
            "classroom50/result/v1",
            "classroom",
            runner.getOrDefault("CLASSROOM", ""),
            "assignment",
            runner.getOrDefault("ASSIGNMENT", ""),
            "owner",
            filled(runner.get("OWNER"), user),
            "assignment_type",
            filled(runner.get("ASSIGNMENT_TYPE"), "individual"),
            "submission",
            runner.getOrDefault("SUBMISSION_TAG", ""),
            "commit",
            commit,
            "release",
            runner.getOrDefault("RELEASE_URL", ""),
            "review",
            filled(runner.get("REVIEW_URL"), commit),
            "datetime",
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            "tests",
            tests,
            "score",
            grade.points(),
            "max-score",
            grade.mostPoints()));
  }

  private static String filled(String text, String otherwise) {
    return text == null || text.isEmpty() ? otherwise : text;
  }

  private static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) map.put((String) pairs[i], pairs[i + 1]);
    return map;
  }
}
