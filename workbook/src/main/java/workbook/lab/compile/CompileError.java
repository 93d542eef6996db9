package workbook.lab.compile;

import java.nio.file.Path;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * One error of the compiler.
 *
 * @param file where
 * @param line from 1
 * @param column from 1
 * @param message what is wrong; may have several lines
 */
public record CompileError(Path file, long line, long column, String message) {

  static CompileError of(Diagnostic<? extends JavaFileObject> error) {
    Path file = error.getSource() == null ? Path.of("?") : Path.of(error.getSource().toUri());
    return new CompileError(
        file, error.getLineNumber(), error.getColumnNumber(), error.getMessage(Locale.ENGLISH));
  }

  /** File, line and what is wrong, on a line. */
  @Override
  public String toString() {
    return file.getFileName() + (line < 1 ? "" : ":" + line) + ": " + headline();
  }

  /** The first line of the message. */
  public String headline() {
    return message.lines().findFirst().orElse("");
  }
}
