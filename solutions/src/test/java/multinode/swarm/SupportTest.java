package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import multinode.cluster.Cluster;
import multinode.cluster.Epmd;
import multinode.cluster.Topology;
import multinode.node.Node;
import multinode.process.NodeName;
import multinode.process.Pid;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who confirms a change that any node may ask for. */
class SupportTest {

  private static final NodeName A = NodeName.parse("a@127.0.0.1");
  private static final NodeName B = NodeName.parse("b@127.0.0.1");

  /** A node that still sees another one, which knows this node or has given it up. */
  private static Support support(boolean known) {
    Node node = mock(RETURNS_DEEP_STUBS);
    when(node.self()).thenReturn(A);
    when(node.nodes()).thenReturn(List.of(B));
    when(node.run(any())).thenReturn(Map.of(B, known));
    Cluster cluster = mock();
    when(cluster.node()).thenReturn(node);
    when(cluster.topology()).thenReturn(Topology.of("t", Epmd.of("a@127.0.0.1")));
    when(cluster.members()).thenReturn(new TreeSet<>(List.of(A, B)));
    when(cluster.starts()).thenReturn(new TreeMap<>(Map.of(A.toString(), 1, B.toString(), 1)));
    return new Support(cluster, new Quorum(2), new Pid(A.toString(), 1, 0), "swarm t");
  }

  @Test
  @DisplayName("a node that the others have given up does not say that a change was made")
  void givenUp() {
    assertThat(support(false).isThere()).as("it still sees enough").isTrue();
    assertThatThrownBy(() -> support(false).change("unregister den", () -> true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("unregister den: noquorum: a@127.0.0.1 needs 2 nodes");
    assertThat(support(true).<Boolean>change("unregister den", () -> true)).isTrue();
  }
}
