package multinode.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;

/** What is taken back at the moment in which its news comes. */
class LateNewsTest extends LocalProcesses {

  private static final Duration TIME = Duration.ofMillis(400);
  private static final Pid OTHER = new Pid("b@127.0.0.1", 1, 1);

  private volatile Signal news;

  @Test
  @DisplayName("a monitor is taken back: its message is there before that, or never")
  void demonitor() {
    AtomicInteger late = new AtomicInteger();
    Processes remote = reachable();
    race(
        remote,
        late,
        context -> {
          Ref ref = context.monitor(OTHER);
          news = new Signal.DownSignal(ref, context.self(), BOOM);
          return inner -> inner.demonitor(ref);
        });
    assertThat(late).hasValue(0);
  }

  @Test
  @DisplayName("a link is taken back: its message is there before that, or never")
  void unlink() {
    AtomicInteger late = new AtomicInteger();
    race(
        reachable(),
        late,
        context -> {
          context.link(OTHER);
          news = new Signal.ExitSignal(OTHER, context.self(), BOOM, true);
          return inner -> {
            inner.unlink(OTHER);
            inner.receive(Exit.class, NOW);
          };
        });
    assertThat(late).hasValue(0);
  }

  /** Processes whose every signal to the other node gets there. */
  private static Processes reachable() {
    return new Processes("a@127.0.0.1", 8, (node, signal) -> true, new Events("a@127.0.0.1"));
  }

  /** Ties a process and takes that back, again and again, while another thread sends the news. */
  private void race(Processes local, AtomicInteger late, Function<Context, Consumer<Context>> tie) {
    try (local) {
      Pid racer =
          local.spawn(
              context -> {
                context.trapExit(true);
                long end = System.nanoTime() + TIME.toNanos();
                while (System.nanoTime() < end) {
                  Consumer<Context> takeBack = tie.apply(context);
                  spin(200);
                  takeBack.accept(context);
                  while (news != null && local.isAlive(context.self())) Thread.yield();
                  if (context.receive(NOW).isPresent()) late.incrementAndGet();
                }
              },
              null);
      Thread messenger = Thread.ofPlatform().daemon().start(() -> deliver(local, racer));
      Await.until("all rounds are done", () -> !messenger.isAlive());
    }
  }

  private void deliver(Processes local, Pid racer) {
    while (local.isAlive(racer)) {
      if (news == null) {
        Thread.onSpinWait();
      } else {
        spin(200);
        local.signal(news);
        news = null;
      }
    }
  }

  private static void spin(int most) {
    for (int i = ThreadLocalRandom.current().nextInt(most); i > 0; i--) Thread.onSpinWait();
  }
}
