package workbook.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;
import workbook.lab.book.UserError;

/** Answers a command that failed: in a sentence where it has one, else with where to look. */
record Failures(Book book) implements CommandLine.IExecutionExceptionHandler {

  /** How systems say that a disk takes no more. */
  private static final Pattern DISK =
      Pattern.compile("Read-only file system|No space left on device|[Qq]uota exceeded");

  @Override
  public int handleExecutionException(Exception failure, CommandLine at, ParseResult arguments) {
    PrintWriter err = at.getErr();
    if (failure instanceof UserError) {
      err.println(Screen.wrap(failure.getMessage()));
      return CommandLine.ExitCode.SOFTWARE;
    }
    Optional<String> disk = disk(failure);
    if (disk.isPresent()) {
      err.println(Screen.wrap(disk.get()));
      return CommandLine.ExitCode.SOFTWARE;
    }
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    err.println(Screen.wrap("./lab failed, and that is a bug in the workbook: " + failure));
    try {
      Path log = book.state().resolve("failure.log");
      Files.writeString(log, trace.toString());
      err.println("Where it happened: " + book.show(log));
    } catch (IOException nowhereToWrite) {
      err.println(trace);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** What the disk refused, in a sentence; empty when something else is the matter. */
  private static Optional<String> disk(Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (!(one instanceof IOException io)) continue;
      String said = String.valueOf(one.getMessage());
      String where = one instanceof FileSystemException at ? at.getFile() : "what it has to keep";
      if (one instanceof AccessDeniedException || DISK.matcher(said).find()) {
        return Optional.of(
            ("Cannot write %s: %s. ./lab keeps what it builds and the results of tests in the"
                    + " workbook's folder: make room, or copy the workbook to a folder of your own.")
                .formatted(where, UserError.reason(io).replaceFirst(".*: ", "")));
      }
    }
    return Optional.empty();
  }
}
