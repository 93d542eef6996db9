package multinode.web;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import multinode.node.ConnectResult;
import multinode.node.Handshake;
import multinode.node.Peer;
import multinode.node.Refused;
import multinode.process.NodeName;
import multinode.wire.Lines;

/**
 * Links that somebody has cut by a button: the node refuses the other one, whichever of the two
 * calls. Any thread may ask.
 */
final class Cuts {

  private final Set<String> cut = new ConcurrentSkipListSet<>();

  /** None is cut. */
  Cuts() {}

  void cut(String node) {
    cut.add(node);
  }

  void heal(String node) {
    cut.remove(node);
  }

  List<String> all() {
    return List.copyOf(cut);
  }

  private void check(NodeName other) throws IOException {
    if (!cut.contains(other.toString())) return;
    throw new Refused(ConnectResult.Status.UNREACHABLE, "the link to " + other + " is cut");
  }

  /** A handshake that looks here first. */
  Handshake before(Handshake handshake) {
    return new Handshake() {
      @Override
      public Peer initiate(Lines lines, NodeName expected) throws IOException {
        check(expected);
        return handshake.initiate(lines, expected);
      }

      @Override
      public Peer accept(Lines lines) throws IOException {
        Peer peer = handshake.accept(lines);
        check(peer.name());
        return peer;
      }
    };
  }
}
