package multinode.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import multinode.node.Node;
import multinode.process.NodeName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Nodes;

/** A console in a terminal, which {@code script} of util-linux makes. */
class ScreenTest {

  private final Nodes nodes = new Nodes();

  @Test
  @DisplayName("what others print comes above the prompt, and what was typed is drawn again below")
  void above() throws Exception {
    assumeTrue(isThere(), "skipped: no script of util-linux");
    try (nodes) {
      Terminal a = Terminal.inTerminal(nodes, "a");
      a.says("Starting a@127.0.0.1 …").type("int number = 6 * 7").says("number = 42");
      Node b = nodes.start("b");
      NodeName here = nodes.name("a");
      b.connect(here);
      a.begin("int answ").says("int answ");
      b.spawn(
          here,
          self -> {
            System.out.println("printed meanwhile");
            System.err.println("told meanwhile");
          });
      a.says("told meanwhile");
      a.begin("er = number\r").says("answer = 42");

      String printed = plain(a.printed()).replace("\r", "");
      assertThat(printed)
          .contains("printed meanwhile\na@127.0.0.1(2)> int answ")
          .contains("told meanwhile\na@127.0.0.1(2)> int answ");
    }
  }

  @Test
  @DisplayName("what typed code reads in a terminal is the next line that is typed")
  void reads() throws Exception {
    assumeTrue(isThere(), "skipped: no script of util-linux");
    try (nodes) {
      Terminal a = Terminal.inTerminal(nodes, "a");
      a.type("1 + 1");
      a.begin("var line = new BufferedReader(new InputStreamReader(System.in)).readLine()\r");
      a.says("readLine()").begin("hello you\r").says("line = ");
      a.begin("line.length() + 100\r").says("109");
    }
  }

  private static boolean isThere() {
    return Files.isExecutable(Path.of("/usr/bin/script")) && Files.isDirectory(Path.of("/proc"));
  }

  private static String plain(String text) {
    return text.replaceAll("\033\\[[0-9;?]*[a-zA-Z]", "");
  }
}
