package workbook.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How waits end. */
class AwaitTest {

  private static final Duration SHORT = Duration.ofMillis(50);

  @Test
  @DisplayName("a wait ends when the condition holds")
  void holds() {
    AtomicInteger asked = new AtomicInteger();
    Await.until("asked five times", () -> asked.incrementAndGet() == 5);
    assertThat(asked).hasValue(5);
    assertThat(Await.<Integer>value("a number", () -> Optional.of(7))).isEqualTo(7);
  }

  @Test
  @DisplayName("a wait in vain names what was awaited")
  void late() {
    assertThatThrownBy(() -> Await.until("rain", SHORT, () -> false))
        .hasMessageContaining("expected      within 0.05 s: rain");
  }

  @Test
  @DisplayName("what must not happen is watched for")
  void never() {
    Await.never("rain", SHORT, () -> false);
    assertThatThrownBy(() -> Await.never("rain", SHORT, () -> true))
        .hasMessageContaining("expected      not within 0.05 s: rain");
  }

  @Test
  @DisplayName("how near a wait came to its limit is noted where that is asked for")
  void noted(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("waits");
    System.setProperty("workbook.waits", file.toString());
    try {
      long start = System.nanoTime();
      Await.until(
          "half a second", SHORT.multipliedBy(20), () -> isOver(start, SHORT.multipliedBy(10)));
      Await.until("nothing", () -> true);
    } finally {
      System.clearProperty("workbook.waits");
    }
    assertThat(Files.readAllLines(file))
        .singleElement(STRING)
        .matches("[01]\\.\\d\\d\t\\d\\.\\d\\d s of 1 s\tno test\thalf a second");
  }

  private static boolean isOver(long start, Duration time) {
    return System.nanoTime() - start >= time.toNanos();
  }

  @Test
  @DisplayName("a slow machine has up to three times as long")
  void slowness() {
    assertThat(Patience.now(SHORT)).isBetween(SHORT, SHORT.multipliedBy(3));
  }

  @Test
  @DisplayName("an interrupted wait ends, and stays interrupted")
  void interrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Await.until("rain", () -> false)).isInstanceOf(Failed.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
