package workbook.lab.grade;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import workbook.harness.Page;
import workbook.lab.book.Exercise;

/** Grades as pages: one for each student, and one of the class. Whatever students wrote is text. */
final class Pages {

  private static final String STYLE =
      """
        table { border-collapse: collapse; margin: 1rem 0; }
        td, th { padding: .2rem .7rem; text-align: left; border-bottom: 1px solid #8884; }
        td.n, th.n { text-align: right; }
        .green { color: #1a7f37; } .red { color: #cf222e; } .unwritten { opacity: .6; }
        .unusable, .refused { color: #9a6700; }
        details { margin: .5rem 0; }
      """;

  private static final Map<ExerciseGrade.State, String> SIGNS =
      Map.of(
          ExerciseGrade.State.GREEN, "✓",
          ExerciseGrade.State.RED, "✗",
          ExerciseGrade.State.UNWRITTEN, "·",
          ExerciseGrade.State.UNUSABLE, "!",
          ExerciseGrade.State.REFUSED, "!");

  private Pages() {}

  /** A student's page. */
  static String student(Grade grade) {
    String rows = grade.exercises().stream().map(Pages::row).collect(Collectors.joining());
    String table =
        "<table><tr><th></th><th>exercise</th><th class=n>points</th><th class=n>tests</th></tr>\n"
            + rows
            + "</table>\n";
    String messages =
        grade.exercises().stream()
            .filter(one -> !one.isGreen())
            .map(Pages::message)
            .collect(Collectors.joining());
    String text = "%d of %d points".formatted(grade.points(), grade.mostPoints());
    if (!grade.note().isEmpty()) text += "\n\n" + grade.note();
    return Page.of(grade.name(), text, STYLE, table + messages);
  }

  private static String row(ExerciseGrade grade) {
    return "<tr class='%s'><td>%s</td><td>%s %s</td><td class=n>%d of %d</td><td class=n>%d of %d</td></tr>\n"
        .formatted(
            css(grade),
            SIGNS.get(grade.state()),
            Page.escape(grade.exercise().id()),
            Page.escape(grade.exercise().title()),
            grade.points(),
            grade.exercise().points(),
            grade.green(),
            grade.tests());
  }

  private static String message(ExerciseGrade grade) {
    return "<details><summary>%s</summary><pre>%s</pre></details>\n"
        .formatted(Page.escape(grade.headline()), Page.escape(grade.message()));
  }

  private static String css(ExerciseGrade grade) {
    return grade.state().name().toLowerCase(Locale.ROOT);
  }

  /**
   * The page of the class: who is where, and which exercise hurts.
   *
   * @param files the page of each student, as {@link #student} makes it
   */
  static String overview(
      List<Grade> grades, List<Exercise> exercises, Map<Grade, String> files, String rung) {
    return Page.of(
        "The class",
        "%d submissions, graded in %s".formatted(grades.size(), rung),
        STYLE,
        students(grades, exercises, files) + hurts(grades, exercises));
  }

  private static String students(
      List<Grade> grades, List<Exercise> exercises, Map<Grade, String> files) {
    StringBuilder table = new StringBuilder("<table><tr><th>student</th><th class=n>points</th>");
    exercises.forEach(exercise -> table.append("<th>%s</th>".formatted(exercise.id())));
    table.append("<th></th></tr>\n");
    for (Grade grade : grades) {
      table.append(
          "<tr><td><a href='%s'>%s</a></td><td class=n>%d</td>"
              .formatted(files.get(grade), Page.escape(grade.name()), grade.points()));
      Map<Exercise, ExerciseGrade> all = new TreeMap<>();
      grade.exercises().forEach(one -> all.put(one.exercise(), one));
      for (Exercise exercise : exercises) {
        ExerciseGrade one = all.get(exercise);
        table.append(
            one == null
                ? "<td></td>"
                : "<td class='%s'>%s</td>".formatted(css(one), SIGNS.get(one.state())));
      }
      table.append("<td>%s</td></tr>\n".formatted(Page.escape(grade.note())));
    }
    return table.append("</table>\n").toString();
  }

  private static String hurts(List<Grade> grades, List<Exercise> exercises) {
    StringBuilder table = new StringBuilder("<h2>Which exercise hurts</h2>\n<table><tr>");
    table.append("<th>exercise</th><th class=n>green</th><th class=n>red</th>");
    table.append("<th class=n>not written</th><th>what most of the red ones say</th></tr>\n");
    for (Exercise exercise : exercises) {
      List<ExerciseGrade> all =
          grades.stream()
              .flatMap(grade -> grade.exercises().stream())
              .filter(one -> one.exercise().equals(exercise))
              .toList();
      long green = all.stream().filter(ExerciseGrade::isGreen).count();
      long open = count(all, ExerciseGrade.State.UNWRITTEN);
      table.append(
          "<tr><td>%s %s</td><td class=n>%d</td><td class=n>%d</td><td class=n>%d</td><td>%s</td></tr>\n"
              .formatted(
                  exercise.id(),
                  Page.escape(exercise.title()),
                  green,
                  all.size() - green - open,
                  open,
                  Page.escape(mostSaid(all))));
    }
    return table.append("</table>\n").toString();
  }

  private static long count(List<ExerciseGrade> all, ExerciseGrade.State state) {
    return all.stream().filter(one -> one.state() == state).count();
  }

  private static String mostSaid(List<ExerciseGrade> all) {
    return all.stream()
        .filter(one -> one.state() == ExerciseGrade.State.RED)
        .collect(
            Collectors.groupingBy(ExerciseGrade::headline, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .map(most -> most.getValue() + "×: " + most.getKey())
        .orElse("");
  }
}
