package workbook.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.lab.book.Exercise;
import workbook.lab.book.UserError;
import workbook.lab.grade.Order;
import workbook.lab.grade.Order.Also;
import workbook.lab.grade.Sandbox;

/** {@code ./lab grade}: the points of submissions. */
@Command(
    name = "grade",
    header = "Grade submissions: their exercises' files, by pristine tests, in a sandbox.",
    description = {
      "",
      "  ./lab grade class/                    a folder of students' folders and zip files",
      "  ./lab grade --only 1 --csv class/     one stage; a table beside the pages",
      "  ./lab grade anna.zip",
      "",
      "Of a submission it takes the files that exercises name, and no others. The finished code is",
      "graded first: where it does not get all points, nobody is graded. What students write runs",
      "in a sandbox, Docker or bubblewrap; without one, this refuses, unless you say --trust.",
      ""
    })
final class GradeCommand extends LabCommand {

  /** Formats of others. */
  enum Format {
    GRADESCOPE,
    CLASSROOM50
  }

  @Parameters(
      paramLabel = "DIR|ZIP",
      arity = "1..*",
      description = "submissions, or folders of submissions")
  private List<Path> places;

  @Option(
      names = "--only",
      paramLabel = "ID",
      split = ",",
      description = "only these exercises, such as 1.3, or stages, such as 1")
  private List<String> ids = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "grades",
      description = "the folder for the results; default: ${DEFAULT-VALUE}")
  private Path out;

  @Option(names = "--csv", description = "write grades.csv too, a line a student")
  private boolean csv;

  @Option(names = "--json", description = "write grades.json too, with all messages")
  private boolean json;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = {
        "gradescope: write results.json too; classroom50: result.json;",
        "both hold one submission"
      })
  private Format format;

  @Option(
      names = "--sandbox",
      paramLabel = "NAME",
      description = "docker or bubblewrap; default: the first of them that holds")
  private Sandbox sandbox;

  @Option(
      names = "--trust",
      description = "where there is no sandbox, run what was handed in as yourself")
  private boolean trust;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "how many submissions at a time; default: one for each two cores")
  private int jobs = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (jobs < 1) throw wrong("--jobs: " + jobs + " is too few");
    if (book.root().toString().contains("=")) {
      throw UserError.of(
          "Cannot grade in %s: tests need an agent, and a JVM takes '=' for the end of its path."
              + " Rename or move the workbook's folder.",
          book.root());
    }
    List<Sandbox> rungs = sandbox == null ? List.of(Sandbox.values()) : List.of(sandbox);
    Path folder = out.toAbsolutePath().normalize();
    new Order(places, chosen(), folder, rungs, trust, jobs, also()).run(book, screen);
    return 0;
  }

  private List<Exercise> chosen() {
    List<Exercise> chosen =
        (ids.isEmpty() ? book.exercises() : book.exercises(ids))
            .stream().filter(exercise -> !exercise.walkedThrough()).distinct().sorted().toList();
    if (!chosen.isEmpty()) return chosen;
    throw wrong("--only: nothing of " + String.join(",", ids) + " is graded, as it has no points");
  }

  private Set<Also> also() {
    Set<Also> also = EnumSet.noneOf(Also.class);
    if (csv) also.add(Also.CSV);
    if (json) also.add(Also.JSON);
    if (format == Format.GRADESCOPE) also.add(Also.GRADESCOPE);
    if (format == Format.CLASSROOM50) also.add(Also.CLASSROOM50);
    return also;
  }
}
