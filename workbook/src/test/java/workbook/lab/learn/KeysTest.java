package workbook.lab.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.harness.Await;
import workbook.lab.book.Stage;
import workbook.lab.node.NodeJvm;

/** Keys in a real terminal, of {@code script}, and how it is left. */
@Timeout(60)
class KeysTest {

  private static final Duration START = Duration.ofSeconds(30);
  private static final Pattern PID = Pattern.compile("ready (\\d+)");

  @TempDir Path temp;

  private Process terminal;

  /** Tells each key; ends as it is asked to. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws InterruptedException {
      try (Keys keys = Keys.ofStandardInput()) {
        System.out.println("ready " + ProcessHandle.current().pid());
        for (char key; (key = keys.typed().take()) != Key.QUIT.typed(); ) {
          if (key == '!') throw new IllegalStateException("asked to fail");
          if (key == '\n') System.exit(3);
          System.out.println("<" + key + (keys.areSingle() ? " at once>" : " with Enter>"));
        }
      }
    }
  }

  @BeforeAll
  static void needsATerminal() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "there is no script(1) here");
  }

  @AfterEach
  void close() {
    terminal.destroy();
  }

  private static String program() {
    String path = System.getProperty("java.class.path");
    List<String> words = List.of("-XX:TieredStopAtLevel=1", "-cp", path, Program.class.getName());
    return String.join(" ", NodeJvm.java(words).stream().map("'%s'"::formatted).toList());
  }

  /** The state of the terminal, the program, and the state once more. */
  private void start() throws IOException {
    String all = "trap : INT; echo \"[$(stty -g)]\"; " + program() + "; echo \"[$(stty -g)]\"";
    start("script", "-qec", all, "/dev/null");
    says("ready ");
  }

  private void start(String... command) throws IOException {
    terminal = new ProcessBuilder(command).redirectOutput(said().toFile()).start();
  }

  private Path said() {
    return temp.resolve("said");
  }

  private String output() {
    return Stage.read(said());
  }

  private void says(String text) {
    Await.until(text, START, () -> output().contains(text));
  }

  private void type(String text) throws IOException {
    Writer keys = terminal.outputWriter();
    keys.write(text);
    keys.flush();
  }

  private void isLeftAsItWas() {
    Await.until("the end", START, () -> !terminal.isAlive());
    List<String> states =
        Pattern.compile("\\[([0-9a-f:]+)]")
            .matcher(output())
            .results()
            .map(state -> state.group(1))
            .toList();
    assertThat(states).hasSize(2);
    assertThat(states.get(1)).isEqualTo(states.get(0));
  }

  @Test
  void comeAtOnceAndAreNotShown() throws IOException {
    start();
    type("h");
    says("<h at once>");
    type("\033[A"); // an arrow is no key, nor are its letters
    type("l");
    says("<l at once>");
    type("q");
    isLeftAsItWas();
    assertThat(output()).doesNotContain("<A").doesNotContainPattern("(?m)^[hlq]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "!", "\003"})
  void leaveTheTerminalAsItWasHoweverItEnds(String typed) throws IOException {
    start();
    type(typed);
    isLeftAsItWas();
  }

  @Test
  void leaveTheTerminalAsItWasWhenTheProgramIsTerminated() throws IOException {
    start();
    Matcher pid = PID.matcher(output());
    assertThat(pid.find()).isTrue();
    ProcessHandle.of(Long.parseLong(pid.group(1))).orElseThrow().destroy();
    isLeftAsItWas();
  }

  @Test
  void fromAPipeEachLineIsItsFirstCharacter() throws IOException {
    start("sh", "-c", program());
    type("hint\n  l\n");
    terminal.outputWriter().close();
    Await.until("the end", START, () -> !terminal.isAlive());
    assertThat(output()).contains("<h with Enter>", "<l with Enter>");
    assertThat(terminal.exitValue()).isZero();
  }
}
