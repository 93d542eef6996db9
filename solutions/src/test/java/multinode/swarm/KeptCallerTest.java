package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
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

/** A server that answers later than it is asked, and moves meanwhile. */
@ExtendWith(HarnessExtension.class)
class KeptCallerTest {

  private record Take() implements Request<String> {}

  private record Put(String item) implements Request<Integer> {}

  private record Waiting() implements Request<Integer> {}

  private record Kept(List<From> takers, List<String> items) {}

  /** A queue whose Take waits until there is something. */
  private record Queue(Durability durability) implements ClusterServer<Kept> {
    @Override
    public Init<Kept> init(Context self) {
      return Init.ok(new Kept(List.of(), List.of()));
    }

    @Override
    public CallResult<Kept> handleCall(Request<?> request, From from, Kept kept, Context self) {
      return switch (request) {
        case Take _ when kept.items().isEmpty() ->
            Result.noReply(new Kept(and(kept.takers(), from), kept.items()));
        case Take take ->
            take.reply(kept.items().getFirst(), new Kept(kept.takers(), rest(kept.items())));
        case Put put when kept.takers().isEmpty() ->
            put.reply(0, new Kept(kept.takers(), and(kept.items(), put.item())));
        case Put put -> {
          new Take().replyTo(kept.takers().getFirst(), put.item(), self);
          yield put.reply(kept.takers().size(), new Kept(rest(kept.takers()), kept.items()));
        }
        case Waiting ask -> ask.reply(kept.takers().size(), kept);
        default -> throw unknown(request);
      };
    }

    private static <T> List<T> and(List<T> all, T one) {
      List<T> more = new ArrayList<>(all);
      more.add(one);
      return List.copyOf(more);
    }

    private static <T> List<T> rest(List<T> all) {
      return List.copyOf(all.subList(1, all.size()));
    }
  }

  @Test
  @DisplayName("whoever waits for a server that has moved gets its answer, and is asked for once")
  void moved(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(40));
    Swarm a = Trial.start(nodes, "a").getFirst();
    Map<String, Queue> all = new TreeMap<>();
    for (int i = 0; i < 10; i++) {
      all.put("q" + i, new Queue(i % 2 == 0 ? Durability.HANDOFF : Durability.EVERY_CHANGE));
    }
    a.registerAll(all);
    Map<String, CompletableFuture<String>> takers = new TreeMap<>();
    for (String name : all.keySet()) takers.put(name, take(a, name));
    for (String name : all.keySet()) {
      Await.untilEqual(name + " has a taker", 1, () -> a.call(name, new Waiting()));
    }
    Swarm b = Trial.join(nodes, a.cluster().topology(), "b");
    Trial.awaitBalance(a, 2);
    List<String> moved = all.keySet().stream().filter(name -> Trial.isOn(a, name, b)).toList();
    assertThat(moved).as("queues that moved").isNotEmpty();
    for (String name : all.keySet()) {
      assertThat(a.call(name, new Put("item of " + name))).as("takers of " + name).isEqualTo(1);
    }
    for (String name : all.keySet()) {
      Await.untilEqual(
          "the taker of %s has its item%s".formatted(name, moved.contains(name) ? ", moved" : ""),
          "item of " + name,
          () -> takers.get(name).getNow("nothing"));
    }
  }

  private static CompletableFuture<String> take(Swarm swarm, String name) {
    CompletableFuture<String> item = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            item.complete(
                swarm
                    .cluster()
                    .node()
                    .run(self -> swarm.call(self, name, new Take(), Duration.ofMinutes(1))));
          } catch (RuntimeException e) {
            item.complete("failed: " + e.getMessage());
          }
        });
    return item;
  }
}
