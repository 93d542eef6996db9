package workbook.lab.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.lab.book.Exercise;
import workbook.lab.book.Folders;
import workbook.lab.book.Stage;

/** (d) Nothing lies in the stages that belongs to no exercise, and no Todo in the solution. */
record NoStrays(Setting setting, ExerciseFiles handedOut) implements Check.Proof {

  private static final Pattern MADE_BY_TOOLS =
      Pattern.compile(
          "(target|bin|\\.settings|\\.idea|\\.vscode)/.*|\\.(classpath|project|factorypath|DS_Store)|.*\\.iml");
  private static final Pattern TODO = Pattern.compile("new Todo\\(\\s*\"([^\"]*)\"");

  @Override
  public List<Path> inputs() {
    return setting.book().stages().stream().map(Stage::dir).toList();
  }

  @Override
  public void run(Tally tally) {
    for (Stage stage : setting.book().stages()) {
      List<Exercise> exercises = stage.exercises();
      for (String file : files(stage.dir())) {
        if (!handedOut.has(stage.dir().resolve(file))) continue;
        String where = stage.name() + "/" + file;
        tally.that(belongs(file, exercises), where, "belongs to no exercise");
        if (file.startsWith("src/main/java/")) marks(stage, file, exercises, tally);
      }
    }
    for (Path file : Stage.javaFiles(setting.book().finished())) {
      boolean todo = TODO.matcher(Stage.read(file)).find();
      if (todo) tally.fail(setting.book().show(file), "has a Todo, and is the solution");
    }
  }

  private static List<String> files(Path folder) {
    return Folders.files(folder, none -> false).stream()
        .map(file -> folder.relativize(file).toString().replace('\\', '/'))
        .filter(file -> !MADE_BY_TOOLS.matcher(file).matches())
        .toList();
  }

  private static boolean belongs(String file, List<Exercise> exercises) {
    if (Set.of("README.md", "pom.xml").contains(file)) return true;
    if (file.startsWith("src/test/")) return true;
    return exercises.stream()
        .anyMatch(exercise ->
            file.equals("hints/" + exercise.id() + ".md")
                || exercise.files().stream().anyMatch(f -> file.equals("src/main/java/" + f)));
  }

  private void marks(Stage stage, String file, List<Exercise> exercises, Tally tally) {
    Set<String> owners = new TreeSet<>();
    for (Exercise exercise : exercises) {
      if (exercise.files().stream().anyMatch(f -> file.endsWith("/java/" + f)))
        owners.add(exercise.id());
    }
    Matcher todo = TODO.matcher(handedOut.text(stage.dir().resolve(file)).orElse(""));
    while (todo.find()) {
      if (!owners.contains(todo.group(1))) {
        tally.fail(
            stage.name() + "/" + file, "has a Todo of %s, which does not name it", todo.group(1));
      }
    }
  }
}
