package multinode.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import workbook.harness.Await;

/** Signals from one process to another arrive in order: its end is the last of them. */
class KilledSenderTest extends LocalProcesses {

  private static final int ROUNDS = 200;

  /** How often it does so at most. */
  private static final int MOST = 20_000;

  /** What one process does to another, again and again. */
  private enum Doing {
    SENDS((self, watcher) -> self.send(watcher, "still here")),
    ASKS((self, watcher) -> self.request(watcher, "still here?")),
    EXITS((self, watcher) -> self.exit(watcher, BOOM));

    private final BiConsumer<Context, Pid> once;

    Doing(BiConsumer<Context, Pid> once) {
      this.once = once;
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("nothing of a process that was killed while it was busy arrives after its Down")
  void nothingAfterDown(Doing doing) {
    Puppet watcher = trapper();
    int late = 0;
    for (int i = 0; i < ROUNDS; i++) {
      CountDownLatch ended = new CountDownLatch(1);
      Pid busy =
          processes.spawn(
              context -> {
                try {
                  for (int n = 0; n < MOST; n++) doing.once.accept(context, watcher.pid());
                  context.receive();
                } finally {
                  ended.countDown();
                }
              },
              null);
      late += watcher.does(context -> lateOf(context, busy, ended));
    }

    assertThat(late).as("messages of the dead, in %s rounds", ROUNDS).isZero();
  }

  private static int lateOf(Context context, Pid busy, CountDownLatch ended) {
    Ref ref = context.monitor(busy);
    context.receive(message -> isOf(message, busy));
    context.exit(busy, ExitReason.KILL);
    boolean down = false;
    int late = 0;
    for (; ; ) {
      Object message = context.receive(Duration.ZERO).orElse(null);
      if (message instanceof Down(Ref of, Destination _, ExitReason _) && of.equals(ref)) {
        down = true;
        await(ended);
      } else if (message != null) {
        if (down) late++;
      } else if (down) {
        return late;
      }
    }
  }

  private static boolean isOf(Object message, Pid busy) {
    return switch (message) {
      case Call(From from, Object _) -> from.caller().equals(busy);
      case Exit(Pid from, ExitReason _) -> from.equals(busy);
      default -> message.equals("still here");
    };
  }

  private static void await(CountDownLatch ended) {
    try {
      assertThat(ended.await(Await.deadline().toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("an answer that comes too late leaves its caller waiting for the end of the server")
  void lateAnswer() {
    Puppet caller = puppet();
    Puppet server = puppet();
    Ref ref = caller.does(context -> context.request(server.pid(), "are you there?"));
    Call call = (Call) server.next();
    processes.signals().reply(call.from(), "yes", Silenced.ONE);
    processes.signal(new Signal.ExitSignal(server.pid(), server.pid(), ExitReason.KILL, false));
    assertThat(caller.next()).isInstanceOf(Down.class).matches(ref::settledBy);
  }

  @Test
  @DisplayName("whoever asked a process that was killed while it answered hears of its end")
  void alwaysAnAnswer() {
    Puppet caller = puppet();
    for (int i = 0; i < 50 * ROUNDS; i++) {
      Pid server =
          processes.spawn(
              context -> {
                while (context.receive() instanceof Call call) context.reply(call.from(), "yes");
              },
              null);
      boolean answered =
          caller.does(context -> {
            Ref ref = context.request(server, "are you there?");
            processes.signal(new Signal.ExitSignal(server, server, ExitReason.KILL, false));
            return context.receive(ref::settledBy, Await.deadline()).isPresent();
          });
      assertThat(answered).isTrue();
    }
  }
}
