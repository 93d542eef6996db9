package workbook.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.examples.Endless;
import workbook.harness.examples.EndlessBeforeAll;
import workbook.harness.examples.EndlessFields;
import workbook.harness.examples.Flood;
import workbook.harness.examples.Hangs;

/** How tests end that would not. */
class LimitTest {

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  @BeforeEach
  void soon() {
    Endless.over = false;
    System.setProperty("workbook.timeout.ms", "500");
    System.setProperty("workbook.deadline.ms", "200");
  }

  @AfterEach
  void asUsual() {
    Endless.over = true;
    System.setOut(out);
    System.setErr(err);
    System.clearProperty("workbook.timeout.ms");
    System.clearProperty("workbook.deadline.ms");
  }

  @Test
  @DisplayName("a test that hangs is ended, and tells what its processes wait for")
  void hangs() {
    Map<String, Throwable> failures = Runs.failures(Hangs.class);
    Failed forEver = (Failed) failures.get("for ever");
    assertThat(forEver)
        .hasMessageStartingWith(
            "9.4: for ever\n  expected      an end within 0.5 s\n  actual        it still runs");
    assertThat(forEver.getStackTrace()[0].getMethodName()).isEqualTo("forEver");
    assertThat(forEver.details().getFirst())
        .contains("a is connected to []", "process <3.a>, messages in its mailbox: 0")
        .containsPattern("thread \"process.*\" at Hangs.lambda.forEver.0 \\(Hangs.java:\\d+\\)")
        .doesNotContain("listener", "heart", "LocalProcess");
  }

  @Test
  @DisplayName("a test that hangs beside code that is not written tells both")
  void hangsUnwritten() {
    assertThat(Runs.failures(Hangs.class).get("for ever, beside code that is not written"))
        .hasMessageStartingWith("9.4 waits for 9.1: ")
        .hasMessageEndingWith("; it still runs");
  }

  @Test
  @DisplayName("a wait in vain tells what its processes wait for, and how much they have not read")
  void waits() {
    Failed forATime = (Failed) Runs.failures(Hangs.class).get("for a time");
    assertThat(forATime)
        .hasMessageContaining("expected      within 0.2 s: the clerk has read its mail");
    assertThat(forATime.details().getFirst())
        .contains("process <3.a> [clerk], messages in its mailbox: 1");
  }

  @Test
  @DisplayName(
      "after two tests that hung the rest is not run; loops do not stop what runs meanwhile")
  void endless() {
    Map<String, Throwable> failures = Runs.failures(Endless.class);
    assertThat(failures).hasSize(3);
    assertThat(failures.get("in processes, as many as there are cores"))
        .hasMessageContaining("it still runs");
    assertThat(failures.get("in the test itself")).hasMessageContaining("it still runs");
    assertThat(failures.get("not run"))
        .hasMessage("9.7: not run\n  not run: two tests before it hung");
  }

  @Test
  @DisplayName("fields that are never ready are given up, as tests are")
  void fields() {
    assertThat(Runs.failures(EndlessFields.class).values())
        .hasSize(3)
        .map(Throwable::getMessage)
        .filteredOn(message -> message.contains("expected      an end within 0.5 s"))
        .hasSize(2);
  }

  @Test
  @DisplayName("so is what all tests of a class share")
  void beforeAll() {
    assertThat(Runs.failures(EndlessBeforeAll.class).values())
        .singleElement()
        .satisfies(thrown ->
            assertThat(thrown)
                .hasMessageStartingWith("9.9: what the tests of EndlessBeforeAll share\n")
                .hasMessageContaining("it still runs"));
  }

  @Test
  @DisplayName("after 200,000 messages a test is red with its claim, and soon")
  void flood() {
    System.clearProperty("workbook.timeout.ms");
    Map<String, Throwable> failures = Runs.failures(Flood.class);
    long seconds = (System.nanoTime() - Flood.sent) / 1_000_000_000;
    assertThat(failures.values())
        .hasSize(2)
        .allSatisfy(thrown ->
            assertThat(thrown)
                .hasMessageStartingWith("9.6: the dam holds\n  actual        a breach"));
    Failed most = (Failed) failures.values().toArray()[1];
    assertThat(String.join("\n", most.details()))
        .contains("connected", "more was sent up to here than is recorded", "message=199999");
    assertThat(seconds).isLessThan(10);
  }
}
