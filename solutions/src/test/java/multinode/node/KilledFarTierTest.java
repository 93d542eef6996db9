package multinode.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.process.Signal;
import multinode.process.TiesOf;
import multinode.process.Tying;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** A process that is killed while it ties itself to one of another node leaves nothing there. */
@ExtendWith(HarnessExtension.class)
class KilledFarTierTest {

  /** So many are killed, or fewer where that takes longer than so. */
  private static final int ROUNDS = 5_000;

  private static final Duration LIMIT = Duration.ofSeconds(4);

  @ParameterizedTest
  @EnumSource
  @DisplayName("one that was killed while it tied itself to another node is tied to nobody there")
  void nothingLeft(Tying tying, Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    assertThat(a.connect(b.self()).connected()).isTrue();
    Pid other = b.spawn(Tying::takeAll);
    long end = System.nanoTime() + LIMIT.toNanos();
    for (int i = 0; i < ROUNDS && System.nanoTime() < end; i++) {
      Pid busy =
          a.spawn(context -> {
            context.trapExit(true);
            for (; ; ) tying.once(context, other);
          });
      Thread.yield();
      a.processes().signal(new Signal.ExitSignal(busy, busy, ExitReason.KILL, false));
    }

    Await.untilEqual("it has no links to the dead", Set.of(), () -> b.processes().links(other));
    Await.untilEqual("no dead one monitors it", 0, () -> TiesOf.watchers(b.processes(), other));
  }
}
