package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.Pid;
import multinode.registry.Registration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** What a registration tells that had to be sent again. */
@ExtendWith(HarnessExtension.class)
class RegisteringTest {

  private static final CountDownLatch BEGUN = new CountDownLatch(1);

  /** Starts at once, but for the first time, when it is killed while it starts. */
  private record Slow() implements GenServer<Integer> {
    @Override
    public Init<Integer> init(Context self) {
      boolean isFirst = BEGUN.getCount() > 0;
      BEGUN.countDown();
      if (isFirst) self.sleep(Duration.ofMinutes(1));
      return Init.ok(0);
    }
  }

  @Test
  @DisplayName(
      "a host is killed while it starts what was registered: it is registered all the same")
  void hostKilled(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(40));
    List<Swarm> two = Trial.start(nodes, "a", "b");
    Swarm a = two.getFirst();
    Swarm b = two.getLast();
    String name = Trial.nameOn(a, b, List.of());
    CompletableFuture<Registration> came =
        CompletableFuture.supplyAsync(
            () -> a.register(name, new Slow()), task -> Thread.ofVirtual().start(task));
    BEGUN.await();
    Node there = b.cluster().node();
    Trial.kill(there, there.processes().whereis(b.local().hostName()).orElseThrow());
    Registration first = came.get(30, TimeUnit.SECONDS);
    assertThat(first)
        .as("the only registration that there ever was of %s", name)
        .isInstanceOf(Registration.Registered.class);
    Pid pid = ((Registration.Registered) first).pid();
    assertThat(a.register(name, new Slow())).isEqualTo(new Registration.AlreadyRegistered(pid));
  }
}
