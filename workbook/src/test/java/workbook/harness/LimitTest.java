package workbook.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.examples.Hangs;

/** How tests end that would not. */
class LimitTest {

  @BeforeEach
  void soon() {
    System.setProperty("workbook.timeout.ms", "500");
    System.setProperty("workbook.deadline.ms", "200");
  }

  @AfterEach
  void asUsual() {
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
            "9.4: for ever\n  expected  an end within 0.5 s\n  came      it still runs");
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
        .hasMessageContaining("expected  within 0.2 s: the clerk has read its mail");
    assertThat(forATime.details().getFirst())
        .contains("process <3.a> [clerk], messages in its mailbox: 1");
  }
}
