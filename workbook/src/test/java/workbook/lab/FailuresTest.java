package workbook.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import workbook.lab.book.Book;

class FailuresTest {

  @TempDir Path root;

  @Command
  static final class Nothing {}

  private String told(Exception failure) {
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(new Nothing()).setErr(new PrintWriter(err, true));
    assertThat(new Failures(new Book(root)).handleExecutionException(failure, line, null)).isOne();
    return err.toString();
  }

  @Test
  void aDiskThatTakesNothingIsNoBug() {
    assertThat(told(new FileSystemException("/x/.lab/hints", null, "Read-only file system")))
        .contains("Cannot write /x/.lab/hints: Read-only file system.", "copy the workbook")
        .doesNotContain("bug", "\tat ");
    assertThat(told(new UncheckedIOException(new IOException("No space left on device"))))
        .contains("No space left on device", "make room")
        .doesNotContain("bug");
    assertThat(told(new AccessDeniedException("/x/.lab"))).contains("/x/.lab", "not allowed");
  }

  @Test
  void anythingElseIsOneAndLeavesItsTrace() {
    assertThat(told(new NoSuchFileException("/x/lost")))
        .contains("a bug in the workbook", "/x/lost");
    assertThat(told(new IllegalStateException("odd"))).contains("a bug in the workbook", "odd");
  }
}
