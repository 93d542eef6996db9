package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import multinode.genserver.CallFailed;
import multinode.genserver.CallResult;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.process.Context;
import multinode.process.From;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** What is kept of a server's state, however the server changes it. */
@ExtendWith(HarnessExtension.class)
class KeptStateTest {

  private record Put(String item) implements Request<Integer> {}

  private record Items() implements Request<List<String>> {}

  private record Crash() implements Request<Boolean> {}

  /** Changes its list in place as long as it can, and returns the same one. */
  private record Bag() implements ClusterServer<List<String>> {
    @Override
    public Durability durability() {
      return Durability.EVERY_CHANGE;
    }

    @Override
    public Init<List<String>> init(Context self) {
      return Init.ok(new ArrayList<>());
    }

    @Override
    public CallResult<List<String>> handleCall(
        Request<?> request, From from, List<String> items, Context self) {
      return switch (request) {
        case Put put -> {
          items.add(put.item());
          yield put.reply(items.size(), items);
        }
        case Items ask -> ask.reply(List.copyOf(items), items);
        default -> throw unknown(request);
      };
    }
  }

  @Test
  @DisplayName("a state that is changed in place is kept as well, before the change is answered")
  void inPlace(Nodes nodes) {
    nodes.takes(Duration.ofSeconds(30));
    Swarm a = Trial.start(nodes, "a").getFirst();
    a.register("bag", new Bag());
    assertThat(a.call("bag", new Put("one"))).isEqualTo(1);
    assertThat(a.call("bag", new Put("two"))).isEqualTo(2);
    assertThat(items(a, new Crash())).isInstanceOf(CallFailed.class);
    Await.untilEqual(
        "it knows what it has answered", List.of("one", "two"), () -> items(a, new Items()));
  }

  @Test
  @DisplayName("a request that changes nothing keeps nothing")
  void unchanged(Nodes nodes) {
    nodes.takes(Duration.ofSeconds(30));
    Swarm a = Trial.start(nodes, "a").getFirst();
    a.register("bag", new Bag());
    assertThat(a.call("bag", new Items())).isEmpty();
    assertThat(a.info("bag").orElseThrow().kept()).as("bytes kept of the first state").isZero();
    a.call("bag", new Put("one"));
    long writes = writes(a);
    assertThat(a.call("bag", new Items())).containsExactly("one");
    assertThat(writes(a)).as("writes of the entry").isEqualTo(writes);
  }

  private static long writes(Swarm swarm) {
    return swarm.local().table().find("bag").orElseThrow().past().writes();
  }

  private static Object items(Swarm swarm, Request<?> request) {
    try {
      return swarm.call("bag", request);
    } catch (CallFailed e) {
      return e;
    }
  }
}
