package workbook.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

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
        .hasMessageContaining("expected  within 0.05 s: rain");
  }

  @Test
  @DisplayName("what must not happen is watched for")
  void never() {
    Await.never("rain", SHORT, () -> false);
    assertThatThrownBy(() -> Await.never("rain", SHORT, () -> true))
        .hasMessageContaining("expected  not within 0.05 s: rain");
  }

  @Test
  @DisplayName("an interrupted wait ends, and stays interrupted")
  void interrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Await.until("rain", () -> false)).isInstanceOf(Failed.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
