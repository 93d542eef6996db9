package workbook.lab.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who looks again and again ends. */
class LooksTest {

  @Test
  void itLooksUntilItSeesWhatItShould() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    int seen = Looks.until(Duration.ofMinutes(1), n -> n == 3, looks::incrementAndGet);
    assertThat(seen).isEqualTo(3);
    assertThat(looks).hasValue(3);
  }

  @Test
  void itLooksOnceAtLeastAndEndsWhenTheTimeIsOver() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    assertThat(Looks.until(Duration.ZERO, n -> n == 3, looks::incrementAndGet)).isEqualTo(1);
    assertThat(Looks.until(Duration.ofMillis(1), () -> false)).isFalse();
    assertThat(Looks.until(Duration.ZERO, () -> true)).isTrue();
  }
}
