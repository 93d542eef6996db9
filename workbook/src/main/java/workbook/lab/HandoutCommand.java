package workbook.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.lab.book.Screen;
import workbook.lab.book.Stage;
import workbook.lab.handout.Form;
import workbook.lab.handout.Handout;

/** {@code ./lab handout}: what students get. */
@Command(
    name = "handout",
    header = "Make what students get: everything but the finished code and the answers.",
    description = {
      "",
      "  ./lab handout ../class                         all stages, as a folder",
      "  ./lab handout --stages 1-2 --zip class.zip     two stages, as a zip file",
      "  ./lab handout --git ../class                   a git repository with one commit",
      "  ./lab handout --git --history ../class         one more commit in that repository",
      "",
      "Exercises before the first stage are given, finished. Those of a stage that is handed out",
      "are nowhere in it, finished, and neither are those of later stages.",
      ""
    })
final class HandoutCommand extends LabCommand {

  @Parameters(paramLabel = "PLACE", description = "the folder or file to make")
  private Path place;

  @Option(
      names = "--stages",
      paramLabel = "FROM-TO",
      description = "only some stages, such as 1-3, or 2; default: all")
  private String stages;

  @ArgGroup private As as = new As();

  /** At most one of these. */
  static final class As {
    @Option(names = "--zip", description = "a zip file")
    boolean zip;

    @Option(names = "--git", description = "a git repository")
    boolean git;
  }

  @Option(
      names = "--history",
      description = "continue the history of a repository that was handed out before")
  private boolean history;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Handout handout = handout();
    int files = handout.write(form(), place.toAbsolutePath().normalize(), help());
    String what = handout.stages().stream().map(Stage::name).collect(Collectors.joining(", "));
    screen.line("%s: %d files, with %s", place, files, what);
    screen.sentence("Try it as a student does: ./lab in its folder; ./lab test there is red.");
    return 0;
  }

  private Handout handout() {
    String numbers = stages == null ? "1-" + book.stages().size() : stages;
    if (!numbers.matches("\\d(-\\d)?")) throw wrong("--stages: not such as 1-3 or 2: " + numbers);
    int first = numbers.charAt(0) - '0';
    int last = numbers.charAt(numbers.length() - 1) - '0';
    if (last < first) throw wrong("--stages: " + numbers + " ends before it begins");
    return Handout.of(book, first, last);
  }

  private Form form() {
    if (history && as.zip) throw wrong("--history: a zip file has none");
    if (history) return Form.HISTORY;
    if (as.git) return Form.GIT;
    return as.zip ? Form.ZIP : Form.FOLDER;
  }

  private String help() {
    CommandLine line = Lab.commandLine(book, new Screen(screen.out(), false, false));
    InHandout.hide(line);
    StringWriter help = new StringWriter();
    line.usage(new PrintWriter(help, true));
    return help.toString();
  }
}
