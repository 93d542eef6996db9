package workbook.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.lab.book.Exercise;
import workbook.lab.compile.TestClasses;
import workbook.lab.run.TestJvm;
import workbook.lab.run.TestNames;

/** {@code ./lab test}: runs an exercise's tests on the student's code. */
@Command(
    name = "test",
    header = "Run the tests of an exercise, or of a stage, on your code.",
    description = {
      "",
      "  ./lab test 1.3                one exercise",
      "  ./lab test 1                  a whole stage",
      "  ./lab test                    the next exercise",
      "  ./lab test 1.3 --only cookie  only its tests with that word in their names",
      ""
    })
final class TestCommand extends RunTestsCommand {

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "exercises, such as 1.3, or stages, such as 1")
  private List<String> ids = List.of();

  @Option(names = "--all", description = "all exercises of all stages")
  private boolean all;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "only tests whose names have this text; their results are not kept")
  private String only;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "what tests draw at random comes from this number, the same each time")
  private Long seed;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Exercise> chosen = chosen();
    List<String> flags = new ArrayList<>();
    String limits = "";
    if (only != null) {
      TestNames names = TestNames.of(TestClasses.of(book), chosen).with(only);
      chosen = names.exercises();
      flags.add(names.flag());
      limits =
          "Only tests with \"%s\" in their names were run: no results were kept.".formatted(only);
    }
    if (seed != null) {
      flags.add("-Dworkbook.seed=" + seed);
      screen.line(
          "Random input comes from --seed %d. Tests run in the order of their files.", seed);
    }
    return run(chosen, () -> TestJvm.start(book, flags), limits) ? 0 : 1;
  }

  private List<Exercise> chosen() {
    if (all && !ids.isEmpty()) throw wrong("--all and " + String.join(" ", ids) + " contradict");
    if (all) return book.exercises();
    if (ids.isEmpty()) return List.of(StudentResults.of(book).next());
    return book.exercises(ids);
  }
}
