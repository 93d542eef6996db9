package multinode.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the program of a node ends when it cannot begin. */
class ExitCodeTest {

  @TempDir private Path home;

  private void ends(int code, String said, String... arguments) throws Exception {
    try (Terminal terminal = Terminal.start(List.of("-Duser.home=" + home), arguments)) {
      assertThat(terminal.exitCode()).isEqualTo(code);
      String printed = terminal.printed().replaceAll("\\s+", " ");
      assertThat(printed)
          .startsWith("node: ")
          .contains(said)
          .doesNotContain("Exception in", " at ");
      assertThat(terminal.printed().lines().count()).isLessThanOrEqualTo(3);
    }
  }

  @Test
  @DisplayName("0 after the help")
  void help() throws Exception {
    try (Terminal terminal = Terminal.start(List.of(), "a", "--nonsense", "--help")) {
      assertThat(terminal.exitCode()).isZero();
      assertThat(terminal.printed()).startsWith("usage: node [NAME] [options]");
    }
  }

  @Test
  @DisplayName("2 for wrong arguments, and says why in a few words")
  void wrongArguments() throws Exception {
    ends(2, "--port needs a number", "a", "--port", "many");
  }

  @Test
  @DisplayName("1 where there is no cookie to be had, and says why in a few words")
  void noCookie() throws Exception {
    Files.createDirectory(home.resolve(".multinode.cookie"));
    ends(1, home.resolve(".multinode.cookie").toString(), "a", "--headless");
  }

  @Test
  @DisplayName("1 where the host is none of this machine's, and says why in a few words")
  void foreignHost() throws Exception {
    ends(1, "192.0.2.1", "a@192.0.2.1", "--headless", "--cookie", "x");
  }
}
