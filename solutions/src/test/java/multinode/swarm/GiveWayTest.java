package multinode.swarm;

import java.time.Duration;
import java.util.List;
import multinode.genserver.Init;
import multinode.genserver.Result;
import multinode.process.Context;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.NodeLog;
import workbook.harness.Nodes;

/** A server that runs on two nodes, and ends on one. */
@ExtendWith(HarnessExtension.class)
class GiveWayTest {

  /** Is busy for good after the first cast. */
  private record Busy() implements ClusterServer<Integer> {
    @Override
    public Init<Integer> init(Context self) {
      return Init.ok(0);
    }

    @Override
    public Result<Integer> handleCast(Object message, Integer state, Context self) {
      self.receive(never -> false);
      return Result.noReply(state);
    }
  }

  @Test
  @DisplayName(
      "one that is too busy to say what it knows is killed, and an error tells of the loss")
  void busy(Nodes nodes) {
    nodes.takes(Duration.ofSeconds(40));
    NodeLog log = NodeLog.during(nodes);
    List<Swarm> both = Trial.start(nodes, "a", "b");
    Swarm a = both.getFirst();
    Swarm b = both.getLast();
    String name = Trial.nameOn(a, a, List.of());
    a.register(name, new Busy());
    a.cluster()
        .node()
        .run(self -> {
          a.cast(self, name, "be busy");
          return true;
        });
    Table table = a.local().table();
    table.change(name, new Step.Take(b.local().me(), table.peek(name).orElseThrow().fence()));
    Await.until(
        "an error tells that what it knew is lost",
        Trial.SOON,
        () -> log.linesWith("SEVERE", name, "runs elsewhere as well", "is lost").size() == 1,
        log::lines);
  }
}
