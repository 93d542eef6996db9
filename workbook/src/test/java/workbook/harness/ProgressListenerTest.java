package workbook.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.harness.examples.Chatty;
import workbook.harness.examples.Endless;
import workbook.harness.examples.Skipped;
import workbook.harness.examples.Unwritten;
import workbook.harness.examples.Waits;
import workbook.harness.examples.Wrong;

/** What a terminal shows. */
class ProgressListenerTest {

  @TempDir Path folder;
  private final String before = System.getProperty("workbook.basedir", "");

  @BeforeEach
  void inStage() {
    System.setProperty("workbook.basedir", folder.resolve("09-house").toString());
  }

  @AfterEach
  void back() {
    System.setProperty("workbook.basedir", before);
  }

  @Test
  @DisplayName("what is not written is a line for each place, and the board says what is next")
  void unwritten() {
    assertThat(Runs.output(Unwritten.class, Waits.class))
        .contains(
            """
                9.1 is not written yet: src/main/java/workbook/harness/examples/Door.java, method opens —
                compare the key with the lock (8 tests)
            """)
        .contains("· 9.1 The door\n")
        .contains("· 9.2 The house: waits for 9.1\n")
        .contains("09 house  □□  0 of 2   0 of 15 points")
        .contains("  next  9.1 The door, 20 minutes")
        .doesNotContain("waits for 9.1:");
  }

  @Test
  @DisplayName("of what is wrong the first is told in full, with its ladder and its page")
  void wrong() {
    String output = Runs.output(Wrong.class);
    assertThat(output)
        .contains("✗ 9.3 The roof, 5 of 7 tests are red")
        .contains(
            "  ✗ 9.3, compare: a wrong cookie is let in\n    did           node b, cookie 222")
        .contains("    test          Wrong.java, line ")
        .contains("├──────▶│    REFUSED BAD_COOKIE")
        .contains("page: 09-house/target/ladders/Wrong.cookies.html")
        .contains("\n  ✗ it draws\n");
    assertThat(output.lines()).allMatch(line -> line.length() <= 100);
    assertThat(Files.exists(folder.resolve("09-house/target/ladders/Wrong.cookies.html"))).isTrue();
  }

  @Test
  @DisplayName("a test that is skipped is told with its reason")
  void skipped() {
    assertThat(Runs.output(Skipped.class))
        .contains(
            "· 9.8 The moat\n    skipped: a dragon swims in it: this machine has no dragon\n");
  }

  @Test
  @DisplayName("tests that are not run are counted; of what a test prints the beginning is shown")
  void endless() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, false, StandardCharsets.UTF_8));
    System.setProperty("workbook.timeout.ms", "500");
    Endless.over = false;
    try {
      assertThat(Runs.output(Endless.class))
          .contains("✗ 9.7 The wheel, 3 of 4 tests are red")
          .contains("  1 test was not run, because two before it hung");
      assertThat(Runs.output(Chatty.class)).contains("it still runs");
    } finally {
      Endless.over = true;
      System.clearProperty("workbook.timeout.ms");
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .hasSize(201)
        .startsWith("I print and print")
        .endsWith(Glyphs.fit("… the rest of what the test printed is left out"));
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80})
  @DisplayName("it fits a narrow terminal")
  void narrow(int columns) {
    System.setProperty("workbook.columns", Integer.toString(columns));
    try {
      assertThat(Runs.output(Wrong.class, Unwritten.class).lines())
          .allMatch(line -> line.length() <= columns || line.strip().matches("(page: )?\\S+"));
    } finally {
      System.clearProperty("workbook.columns");
    }
  }

  @Test
  @DisplayName("outside of stages there is no board")
  void noBoard() {
    System.setProperty("workbook.basedir", folder.resolve("solutions").toString());
    assertThat(Runs.output(Unwritten.class)).contains("solutions: 9 tests, all red, in ");
  }
}
