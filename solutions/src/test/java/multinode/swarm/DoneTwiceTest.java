package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import multinode.genserver.CallFailed;
import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.manager.Counter;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Pid;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** A call that was begun is not begun again, whatever its server dies of. */
@ExtendWith(HarnessExtension.class)
class DoneTwiceTest {

  private static final AtomicInteger BEGUN = new AtomicInteger();

  private record Work(Pid with) implements Request<Boolean> {}

  /** Works together with another process, to which it links itself, for as long as that lives. */
  private record Worker() implements GenServer<Integer> {
    @Override
    public Init<Integer> init(Context self) {
      return Init.ok(0);
    }

    @Override
    public CallResult<Integer> handleCall(
        Request<?> request, From from, Integer state, Context self) {
      if (!(request instanceof Work work)) throw unknown(request);
      BEGUN.incrementAndGet();
      self.link(work.with());
      self.receive("never"::equals);
      return work.reply(true, state);
    }
  }

  private static void isBegunOnce(Swarm swarm, String worker, Pid with, ExitReason reason) {
    BEGUN.set(0);
    assertThatThrownBy(() -> swarm.call(worker, new Work(with)))
        .isInstanceOfSatisfying(
            CallFailed.class,
            failed -> {
              assertThat(failed.reason()).hasToString(reason.toString());
              assertThat(failed.isUndone()).isFalse();
            });
    assertThat(BEGUN).as("how often the work was begun").hasValue(1);
  }

  @Test
  @DisplayName("its server links itself to a process that has ended")
  void dead(Nodes nodes) {
    Swarm a = Trial.start(nodes, "a").getFirst();
    Pid dead = a.cluster().node().spawn(self -> {});
    Await.until("it is dead", () -> !a.cluster().node().processes().isAlive(dead));
    a.register("worker", new Worker());

    isBegunOnce(a, "worker", dead, ExitReason.NOPROC);
  }

  @Test
  @DisplayName("its server is linked to one that moves")
  void moved(Nodes nodes) {
    nodes.takes(Duration.ofSeconds(60));
    List<Swarm> two = Trial.start(nodes, "a", "b");
    Swarm a = two.getFirst();
    String stays = Trial.nameOn(a, a, List.of());
    String moves = Trial.nameOn(a, two.getLast(), List.of(stays));
    a.register(stays, new Worker());
    a.register(moves, new Counter(Durability.HANDOFF));
    Pid worker = a.whereis(stays).orElseThrow();
    Pid other = a.whereis(moves).orElseThrow();
    Swarm b = two.getLast();
    Thread drain =
        Thread.startVirtualThread(() -> {
          Await.until(
              "b knows of the link",
              () -> b.cluster().node().processes().links(other).contains(worker));
          b.cluster().drain();
        });

    isBegunOnce(a, stays, other, Reasons.MOVED);
    Await.until("b has left", () -> !drain.isAlive());
  }
}
