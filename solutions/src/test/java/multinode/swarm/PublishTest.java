package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import multinode.genserver.CallResult;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.genserver.Result;
import multinode.process.Context;
import multinode.process.From;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** What the servers of a group hear when somebody publishes. */
@ExtendWith(HarnessExtension.class)
class PublishTest {

  private static final int MANY = 100;

  private record Heard() implements Request<List<Integer>> {}

  /** Keeps all numbers that it was told, in their order. */
  private record Listener() implements ClusterServer<List<Integer>> {
    @Override
    public Init<List<Integer>> init(Context self) {
      return Init.ok(List.of());
    }

    @Override
    public Result<List<Integer>> handleCast(Object message, List<Integer> heard, Context self) {
      List<Integer> more = new ArrayList<>(heard);
      more.add((Integer) message);
      return Result.noReply(more);
    }

    @Override
    public CallResult<List<Integer>> handleCall(
        Request<?> request, From from, List<Integer> heard, Context self) {
      return switch (request) {
        case Heard ask -> ask.reply(List.copyOf(heard), heard);
        default -> throw unknown(request);
      };
    }
  }

  @Test
  @DisplayName("what one publishes after the other comes in this order, also while servers move")
  void inOrder(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(60));
    Swarm a = Trial.start(nodes, "a").getFirst();
    Map<String, Listener> all = new TreeMap<>();
    for (int i = 0; i < 40; i++) all.put("l" + i, new Listener());
    a.registerAll(all, "listeners");
    AtomicInteger published = new AtomicInteger();
    AtomicBoolean balanced = new AtomicBoolean();
    Thread publisher =
        Thread.ofPlatform()
            .start(() -> {
              while (!balanced.get()) a.publish("listeners", published.incrementAndGet());
              for (int i = 0; i < MANY; i++) {
                a.publish("listeners", published.incrementAndGet());
              }
            });
    Trial.join(nodes, a.cluster().topology(), "b");
    Trial.awaitBalance(a, 2);
    balanced.set(true);
    publisher.join();
    for (String name : all.keySet()) {
      Await.until("the last has come", () -> heard(a, name).contains(published.get()));
      assertThat(heard(a, name)).as("what %s has heard", name).isSorted().doesNotHaveDuplicates();
    }
  }

  private static List<Integer> heard(Swarm swarm, String name) {
    return swarm.call(name, new Heard());
  }
}
