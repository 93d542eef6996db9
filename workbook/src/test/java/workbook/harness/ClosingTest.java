package workbook.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How tests clean up. */
class ClosingTest {

  private final List<String> closed = new ArrayList<>();

  @Test
  @DisplayName("the last is closed first, and a failure stops nobody but is told")
  void order() {
    Closing closing = new Closing(Duration.ofSeconds(5));
    closing.add("first", () -> closed.add("first"));
    closing.add(
        "bad",
        () -> {
          throw new IOException("stuck");
        });
    closing.add("last", () -> closed.add("last"));
    assertThatThrownBy(closing::close).hasMessageContaining("IOException: stuck");
    assertThat(closed).containsExactly("last", "first");
    closing.close();
  }

  @Test
  @DisplayName("what hangs is given up, and told")
  void hangs() {
    Closing closing = new Closing(Duration.ofMillis(50));
    closing.add("first", () -> closed.add("first"));
    closing.add("node a", () -> new CountDownLatch(1).await());
    assertThatThrownBy(closing::close)
        .hasMessageContaining("expected      an end within 0.05 s")
        .hasMessageContaining("node a is still being closed");
    assertThat(closed).containsExactly("first");
  }
}
