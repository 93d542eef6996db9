package workbook.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.lab.book.Exercise;
import workbook.lab.book.Reports;
import workbook.lab.learn.Stub;

/** {@code ./lab reset}: an exercise as it was handed out. */
@Command(
    name = "reset",
    header = "Put the files of an exercise back as they were handed out.",
    description = {"", "Yours are kept: it says where. Asks before it does anything.", ""})
final class ResetCommand extends LabCommand {

  private static final DateTimeFormatter NOW = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss-SSS");

  @Parameters(paramLabel = "ID", description = "an exercise, such as 1.3")
  private String id;

  @Option(names = "--yes", description = "do not ask")
  private boolean yes;

  @Override
  public Integer call() throws IOException {
    Exercise exercise = book.exercise(id);
    Stub stub = Stub.of(book, exercise);
    if (stub.changed().isEmpty()) {
      screen.line("%s is as it was handed out.", id);
      return 0;
    }
    Path backup = book.state().resolve("kept").resolve(id).resolve(LocalDateTime.now().format(NOW));
    stub.changed().forEach(file -> screen.line("  %s", book.show(file)));
    boolean own = stub.hasOwn();
    if (own
        && !yes
        && !agreed("Put back as handed out? Yours goes to %s".formatted(book.show(backup)))) {
      screen.line("Nothing was changed.");
      return 1;
    }
    stub.putBack(backup);
    Reports.forget(book, exercise);
    screen.sentence(
        own ? "Done. What you had is in %s" : "Done. What was missing is back.", book.show(backup));
    return 0;
  }

  private boolean agreed(String question) throws IOException {
    screen.sentence("%s [y/N]", question);
    String answer = new BufferedReader(new InputStreamReader(System.in)).readLine();
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
  }
}
