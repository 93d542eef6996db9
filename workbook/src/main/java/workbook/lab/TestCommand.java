package workbook.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Reports;
import workbook.lab.book.Screen;
import workbook.lab.book.Stage;
import workbook.lab.book.TestCase;
import workbook.lab.compile.CompileFailed;
import workbook.lab.compile.StageCode;
import workbook.lab.compile.StageLoader;
import workbook.lab.run.TestRunner;

/** {@code ./lab test}: runs an exercise's tests on the student's code. */
@Command(
    name = "test",
    header = "Run the tests of an exercise, or of a stage, on your code.",
    description = {
      "",
      "  ./lab test 1.3     one exercise",
      "  ./lab test 1       a whole stage",
      "  ./lab test         the next exercise",
      ""
    },
    mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "exercises, such as 1.3, or stages, such as 1")
  private List<String> ids = List.of();

  private final Book book;
  private final Screen screen;

  TestCommand(Book book, Screen screen) {
    this.book = book;
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException {
    Map<Stage, List<Exercise>> byStage =
        chosen().stream()
            .collect(Collectors.groupingBy(Exercise::stage, TreeMap::new, Collectors.toList()));
    boolean green = true;
    for (var entry : byStage.entrySet()) green &= run(entry.getKey(), entry.getValue());
    return green ? 0 : 1;
  }

  private List<Exercise> chosen() {
    if (ids.isEmpty()) return List.of(Standing.of(book).next(book));
    List<Exercise> chosen = new ArrayList<>();
    for (String id : ids) {
      if (id.matches("\\d+")) chosen.addAll(book.stage(Integer.parseInt(id)).exercises());
      else chosen.add(book.exercise(id));
    }
    return chosen;
  }

  private boolean run(Stage stage, List<Exercise> exercises) throws IOException {
    System.setProperty("workbook.module", stage.name());
    System.setProperty("workbook.basedir", stage.dir().toString());
    try (StageLoader loader = new StageCode(book, stage).tests()) {
      System.setProperty("workbook.node.classpath", loader.classPath());
      List<TestCase> cases =
          TestRunner.run(loader, exercises.stream().map(Exercise::testClass).toList());
      for (Exercise exercise : exercises) {
        Reports.write(
            Reports.folder(book, stage),
            exercise.testClass(),
            cases.stream().filter(exercise::owns).toList());
      }
      if (exercises.size() < stage.exercises().size()) new StatusCommand(book, screen).run(stage);
      return cases.stream().allMatch(TestCase::green);
    } catch (CompileFailed failed) {
      new CompileErrors(book, screen).show(stage, failed);
      return false;
    }
  }
}
