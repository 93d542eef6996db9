package multinode.process;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import workbook.harness.Await;

/** A process that is killed while it ties itself to another leaves nothing tied to the dead. */
class KilledTierTest extends LocalProcesses {

  /** So many are killed, or fewer where that takes longer than so. */
  private static final int ROUNDS = 20_000;

  private static final Duration LIMIT = Duration.ofSeconds(4);

  @ParameterizedTest
  @EnumSource
  @DisplayName("one that was killed while it tied itself to another is tied to nobody")
  void nothingLeft(Tying tying) {
    Pid other = processes.spawn(Tying::takeAll, null);
    long end = System.nanoTime() + LIMIT.toNanos();
    for (int i = 0; i < ROUNDS && System.nanoTime() < end; i++) {
      Pid busy =
          processes.spawn(
              context -> {
                context.trapExit(true);
                for (; ; ) tying.once(context, other);
              },
              null);
      if (i % 2 == 0) Thread.onSpinWait();
      else Thread.yield();
      processes.signal(new Signal.ExitSignal(busy, busy, ExitReason.KILL, false));
    }

    Await.untilEqual("only the other one is left", 1, processes::count);
    Await.untilEqual("it has no links to the dead", Set.of(), () -> processes.links(other));
    Await.untilEqual("no dead one monitors it", 0, () -> TiesOf.watchers(processes, other));
  }
}
