package workbook.lab.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Markdown;
import workbook.lab.book.Stage;

/** (d) Every exercise has all that belongs to one. */
record Lessons(Setting setting, ExerciseFiles handedOut) implements Check.Proof {

  private static final List<String> PARTS = List.of("Why", "Predict", "Do", "Check", "Explain");
  private static final int HINTS = 3;

  @Override
  public List<Path> inputs() {
    List<Path> inputs = new ArrayList<>(List.of(setting.book().root().resolve("README.md")));
    setting.book().stages().forEach(stage -> inputs.add(stage.dir()));
    inputs.add(setting.answers());
    inputs.addAll(setting.labs());
    return inputs;
  }

  @Override
  public void run(Tally tally) {
    for (Exercise exercise : setting.book().exercises()) {
      tally.doing(exercise.id());
      Claims claims = new Claims(tally, exercise.id() + " " + exercise.title());
      lesson(exercise, claims);
      claims.that(exercise.minutes() > 0, "its @Exercise says no minutes");
      claims.that(!exercise.title().isBlank(), "its @Exercise says no title");
      map(exercise, claims);
      if (exercise.walkedThrough()) continue;
      claims.that(exercise.points() > 0, "its @Exercise says no points");
      claims.that(!exercise.files().isEmpty(), "its @Exercise names no files");
      Path hints = exercise.stage().dir().resolve("hints").resolve(exercise.id() + ".md");
      for (int i = 1; i <= HINTS; i++) filled(hints, "" + i, claims);
      files(exercise, claims);
      Path answers = setting.answers().resolve(exercise.stage().name() + ".md");
      filled(answers, exercise.id(), claims);
    }
    for (Path lab : setting.labs()) {
      Claims claims = new Claims(tally, show(lab));
      Path readme = lab.resolve("README.md");
      claims.that(section(readme, "Explain").isPresent(), "%s has no \"## Explain\"", show(readme));
      Path answers = setting.answers().resolve("lab-" + lab.getFileName() + ".md");
      claims.that(Files.isRegularFile(answers), "%s does not exist", show(answers));
    }
  }

  /** The map of the README says of an exercise what its test class says. */
  private void map(Exercise exercise, Claims claims) {
    String title = exercise.title() + (exercise.walkedThrough() ? " (walked through)" : "");
    String points = exercise.points() == 0 ? "" : exercise.points() + " ";
    String line =
        "| %s | %s | %s| %d |".formatted(exercise.id(), title, points, exercise.minutes());
    Path readme = setting.book().root().resolve("README.md");
    claims.that(Stage.read(readme).contains(line), "%s has no line %s", show(readme), line);
  }

  private void lesson(Exercise exercise, Claims claims) {
    Path readme = exercise.stage().readme();
    Optional<String> section = section(readme, exercise.id());
    claims.that(section.isPresent(), "%s has no heading \"## %s …\"", show(readme), exercise.id());
    if (section.isEmpty() || exercise.walkedThrough()) return;
    for (String part : PARTS) {
      boolean there =
          Pattern.compile("(?m)^(#{3,4} |\\*\\*)" + part + "\\b").matcher(section.get()).find();
      claims.that(there, "%s, section %s, has no part \"%s\"", show(readme), exercise.id(), part);
    }
  }

  private void files(Exercise exercise, Claims claims) {
    Book book = setting.book();
    for (String file : exercise.files()) {
      Path stub = exercise.stage().sources().resolve(file);
      Path solution = book.finished().resolve(file);
      Optional<String> handed = handedOut.text(stub);
      claims.that(handed.isPresent(), "%s does not exist", show(stub));
      claims.that(Files.isRegularFile(solution), "%s does not exist", show(solution));
      if (handed.isEmpty()) continue;
      String text = handed.get();
      String id = exercise.id();
      claims.that(text.contains("// " + id + ":"), "%s has no mark \"// %s:\"", show(stub), id);
      claims.that(
          Pattern.compile("new Todo\\(\\s*\"" + Pattern.quote(id) + "\"").matcher(text).find(),
          "%s has no new Todo(\"%s\"",
          show(stub),
          id);
    }
  }

  private void filled(Path file, String heading, Claims claims) {
    boolean there = section(file, heading).filter(text -> !text.isBlank()).isPresent();
    claims.that(there, "%s has nothing under a heading \"## %s\"", show(file), heading);
  }

  private String show(Path path) {
    return setting.book().show(path);
  }

  private static Optional<String> section(Path file, String heading) {
    if (!Files.isRegularFile(file)) return Optional.empty();
    return Markdown.of(Stage.read(file)).section(heading);
  }

  /** What is claimed about one exercise. */
  private record Claims(Tally tally, String where) {
    void that(boolean good, String otherwise, Object... parts) {
      tally.that(good, where, otherwise, parts);
    }
  }
}
