package workbook.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;
import workbook.lab.book.UserError;

/** Answers a command that failed: in a sentence where it has one, else with where to look. */
record Failures(Book book) implements CommandLine.IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine at, ParseResult arguments) {
    PrintWriter err = at.getErr();
    if (failure instanceof UserError) {
      err.println(Screen.wrap(failure.getMessage()));
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
}
