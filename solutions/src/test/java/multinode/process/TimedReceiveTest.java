package multinode.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimedReceiveTest extends LocalProcesses {

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  /** Waits for what does not come; returns how long, in milliseconds. */
  private static long waited(Context context, Duration timeout) {
    long start = System.nanoTime();
    assertThat(context.receive(String.class, timeout)).isEmpty();
    return millisSince(start);
  }

  @ParameterizedTest(name = "{0} ms")
  @ValueSource(ints = {1, 20, 49, 50, 51, 150})
  @DisplayName("nothing comes: the wait ends when its time is up, not before and soon after")
  void nothingComes(int millis) {
    long waited = puppet().does(context -> waited(context, Duration.ofMillis(millis)));

    assertThat(waited).isBetween((long) millis, millis + 500L);
  }

  @Test
  @DisplayName("a wait of no time takes what is there and does not wait")
  void zero() {
    Puppet puppet = puppet();
    processes.send(puppet.pid(), "there");

    assertThat(puppet.within(Duration.ZERO)).contains("there");
    assertThat(puppet.within(Duration.ZERO)).isEmpty();
    assertThat(puppet.within(Duration.ofSeconds(-1))).isEmpty();
  }

  @ParameterizedTest(name = "of {0} ms")
  @ValueSource(longs = {49, 5_000, Long.MAX_VALUE})
  @DisplayName("a message ends a wait at once")
  void messageComes(long millis) {
    Pid sender =
        processes.spawn(
            context -> {
              Pid to = context.receive(Pid.class);
              context.send(to, "here");
            },
            null);
    Puppet puppet = puppet();
    long start = System.nanoTime();
    Optional<String> got =
        puppet.does(context -> {
          context.send(sender, context.self());
          return context.receive(String.class, Duration.ofMillis(millis));
        });

    assertThat(got).contains("here");
    assertThat(millisSince(start)).isLessThan(2_000);
  }

  @Test
  @DisplayName("the longest time there is can be waited for")
  void forever() {
    Puppet puppet = puppet();
    processes.send(puppet.pid(), "there");

    assertThat(puppet.within(ChronoUnit.FOREVER.getDuration())).contains("there");
    assertThat(puppet.within(Duration.ofSeconds(Long.MIN_VALUE))).isEmpty();
  }

  @Test
  @DisplayName("many waits in a row end each at its time, short and long ones mixed")
  void inARow() {
    puppet()
        .runs(context -> {
          for (int i = 0; i < 5; i++) {
            assertThat(waited(context, Duration.ofMillis(55))).isGreaterThanOrEqualTo(55);
            assertThat(waited(context, Duration.ofMillis(5))).isGreaterThanOrEqualTo(5);
          }
        });
  }

  @Test
  @DisplayName("a long wait after a long quiet time ends as well")
  void afterQuietTime() {
    Puppet puppet = puppet();
    puppet.runs(context -> waited(context, Duration.ofMillis(60)));
    // Long enough to be taken off the list of those who wait with a timeout.
    puppet.runs(context -> waitInShortSteps(context, Duration.ofMillis(300)));

    long waited = puppet.does(context -> waited(context, Duration.ofMillis(60)));
    assertThat(waited).isLessThan(560);
  }

  private static void waitInShortSteps(Context context, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) waited(context, Duration.ofMillis(10));
  }

  @Test
  @DisplayName("a thousand processes that wait for a time all wake up")
  void many() {
    Puppet counter = puppet();
    for (int i = 0; i < 1_000; i++) {
      int millis = 50 + i % 50;
      processes.spawn(
          context -> {
            context.receive(Duration.ofMillis(millis));
            context.send(counter.pid(), "awake");
          },
          null);
    }
    for (int i = 0; i < 1_000; i++) assertThat(counter.next()).isEqualTo("awake");
  }
}
