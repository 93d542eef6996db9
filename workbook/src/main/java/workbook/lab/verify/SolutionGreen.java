package workbook.lab.verify;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import workbook.lab.book.Exercise;
import workbook.lab.book.Stage;
import workbook.lab.book.TestCase;
import workbook.lab.compile.Source;

/** (a) Each exercise is green on the finished files, as {@code ./lab test} runs it. */
record SolutionGreen(Setting setting) implements Check.Proof {

  @Override
  public void run(Tally tally) throws Exception {
    for (Stage stage : setting.book().stages()) {
      new StageRun(setting, stage, finished(stage), tally)
          .cases()
          .forEach((exercise, cases) -> look(exercise, cases, tally));
    }
  }

  private Map<String, Source> finished(Stage stage) {
    Path folder = setting.book().solutions().resolve("src/main/java");
    Map<String, Source> sources = new LinkedHashMap<>();
    for (Exercise exercise : stage.exercises()) {
      for (String file : exercise.files()) {
        Path path = folder.resolve(file);
        sources.put(file, new Source(file, path, Stage.read(path)));
      }
    }
    return sources;
  }

  static void look(Exercise exercise, List<TestCase> cases, Tally tally) {
    for (TestCase one : cases) {
      tally.that(one.green(), exercise.id() + " " + one.name(), "%s", one.message().strip());
    }
  }
}
