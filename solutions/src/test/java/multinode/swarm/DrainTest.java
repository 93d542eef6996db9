package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import multinode.genserver.CallResult;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.manager.Counter;
import multinode.process.Context;
import multinode.process.From;
import multinode.registry.Registration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.HarnessExtension;
import workbook.harness.NodeLog;
import workbook.harness.Nodes;

/** What becomes of servers that do not leave in time. */
@ExtendWith(HarnessExtension.class)
class DrainTest {

  /** Needs a minute to say what it knows. */
  private record Slow() implements ClusterServer<Long> {
    @Override
    public Init<Long> init(Context self) {
      return Init.ok(0L);
    }

    @Override
    public CallResult<Long> handleCall(Request<?> request, From from, Long count, Context self) {
      return new Counter(Durability.HANDOFF).handleCall(request, from, count, self);
    }

    @Override
    public Handoff<Long> beginHandoff(Long count, Context self) {
      self.sleep(Duration.ofMinutes(1));
      return Handoff.resume(count);
    }
  }

  @Test
  @DisplayName("a node that leaves before it could hand a server over says so")
  void tooLate(Nodes nodes) {
    nodes.takes(Duration.ofSeconds(40));
    NodeLog log = NodeLog.during(nodes);
    List<Swarm> two = Trial.start(nodes, "a", "b");
    Swarm b = two.getLast();
    String name = Trial.nameOn(b, b, List.of());
    assertThat(b.register(name, new Slow())).isInstanceOf(Registration.Registered.class);
    b.cluster().drain();
    assertThat(log.linesWith("WARNING", "b@127.0.0.1 could not hand over 1 of its servers"))
        .hasSize(1);
  }
}
