package multinode.web;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import multinode.node.ConnectResult;
import multinode.node.Handshake;
import multinode.node.Node;
import multinode.node.Peer;
import multinode.node.Refused;
import multinode.process.NodeName;
import multinode.swarm.Swarm;
import multinode.wire.Lines;

/**
 * Links that somebody has cut by a button: the two nodes refuse each other, whichever of them
 * calls. All members know them by a map of Hazelcast's, which still finds everybody; so the page of
 * any node can heal any link. Any thread may ask.
 */
final class Cuts {

  private static final String MAP = "links cut by a button";

  private volatile Optional<Node> node = Optional.empty();

  /** None is cut before there is a node. */
  Cuts() {}

  /** From now on this node asks. */
  void of(Node asking) {
    node = Optional.of(asking);
  }

  /** The links that are cut, each once in either direction; empty before the node has joined. */
  private Optional<Map<String, Boolean>> map() {
    return node.flatMap(Witness::swarm)
        .map(Swarm::cluster)
        .map(cluster -> cluster.engine().getReplicatedMap(MAP));
  }

  private static String link(String one, String other) {
    return one.compareTo(other) < 0 ? one + " " + other : other + " " + one;
  }

  /** The two are to refuse each other. */
  void cut(String one, String other) {
    map().orElseThrow(Refusal::notJoined).put(link(one, other), true);
  }

  /** They may connect again. */
  void heal(String one, String other) {
    map().orElseThrow(Refusal::notJoined).remove(link(one, other));
  }

  /** Whether the two refuse each other. */
  boolean between(String one, String other) {
    return ask(links -> links.containsKey(link(one, other)), false);
  }

  /** All of them, each as the names of its two nodes. */
  SortedSet<String> all() {
    return ask(links -> new TreeSet<>(links.keySet()), new TreeSet<>());
  }

  private <T> T ask(Function<Map<String, Boolean>, T> question, T none) {
    try {
      return map().map(question).orElse(none);
    } catch (HazelcastInstanceNotActiveException leaving) {
      return none;
    }
  }

  /** A handshake of a node that lets nobody in whose link is cut. */
  Handshake before(Handshake handshake, NodeName self) {
    return new Handshake() {
      @Override
      public Peer initiate(Lines lines, NodeName expected) throws IOException {
        return handshake.initiate(lines, expected); // The other one refuses it, and knows whom.
      }

      @Override
      public Peer accept(Lines lines) throws IOException {
        Peer peer = handshake.accept(lines);
        if (!between(self.toString(), peer.name().toString())) return peer;
        throw new Refused(
            ConnectResult.Status.UNREACHABLE, "the link to " + peer.name() + " is cut");
      }
    };
  }
}
