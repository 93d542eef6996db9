package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import multinode.genserver.GenServer;
import multinode.manager.Counter;
import multinode.node.Node;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** Limits that are none: the longest time that Java knows. */
@ExtendWith(HarnessExtension.class)
class EndlessTest {

  private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

  @Test
  @DisplayName("a wait without an end is one for answers, members and groups as well")
  void waits(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(30));
    List<Swarm> two = Trial.start(nodes, "a", "b");
    Swarm a = two.getFirst();
    Node node = a.cluster().node();
    a.register("counter", new Counter(Durability.HANDOFF), "group");
    node.run(self -> GenServer.start(self, "local", new Counter(Durability.NONE)));
    Counter.Value ask = new Counter.Value();

    assertThat(a.cluster().awaitMembers(2, FOREVER)).isTrue();
    assertThat(node.<Long>run(self -> a.call(self, "counter", ask, FOREVER))).isZero();
    assertThat(a.multiCall("group", ask, FOREVER)).hasToString("{counter=0}");
    assertThat(
            node.run(self -> GenServer.multiCall(self, List.of(node.self()), "local", ask, FOREVER))
                .replies())
        .containsValue(0L);
  }
}
