package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.genserver.Name;
import multinode.manager.Counter;
import multinode.node.Node;
import multinode.registry.ClusterRegistry;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** What becomes of calls and casts by name where a node has left its topology. */
@ExtendWith(HarnessExtension.class)
class LeftTest {

  @Test
  @DisplayName("on a node that has left, a call fails as calls do, and a cast is dropped")
  void left(Nodes nodes) {
    nodes.takes(Duration.ofSeconds(30));
    List<Swarm> two = Trial.start(nodes, "a", "b");
    Swarm a = two.getFirst();
    Node node = a.cluster().node();
    Name ofServer = new Name(a, "counter");
    Name ofProcess = new Name(ClusterRegistry.of(a.cluster()), "counter");
    a.register("counter", new Counter(Durability.HANDOFF));
    assertThat(a.call("counter", new Counter.Add())).isEqualTo(1);
    a.cluster().drain();

    for (Name name : List.of(ofServer, ofProcess)) {
      failed(node, name);
      node.run(self -> {
        GenServer.cast(self, name, new Counter.Add());
        return true;
      });
    }
    for (Name name : List.of(ofServer, ofProcess))
      tellsThatItLeft(() -> name.registry().whereis(name.name()));
    tellsThatItLeft(() -> a.register("other", new Counter(Durability.HANDOFF)));
    tellsThatItLeft(() -> a.unregister("counter"));
    tellsThatItLeft(() -> a.info("counter"));
    tellsThatItLeft(a::names);
    tellsThatItLeft(a::registered);
    tellsThatItLeft(() -> a.members("group"));
    tellsThatItLeft(() -> a.join("group", "counter"));
    tellsThatItLeft(() -> a.publish("group", "news"));
    assertThat(two.getLast().call("counter", new Counter.Value())).isEqualTo(1);
  }

  /** It does not say that there is nothing: there is, elsewhere. */
  private static void tellsThatItLeft(ThrowingCallable question) {
    assertThatThrownBy(question)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has left")
        .hasMessageContaining("a@");
  }

  private static void failed(Node node, Name name) {
    assertThatThrownBy(() -> node.run(self -> GenServer.call(self, name, new Counter.Value())))
        .isInstanceOfSatisfying(
            CallFailed.class, failed -> assertThat(failed.reason()).isEqualTo(CallFailed.NODEDOWN));
  }
}
