package multinode.node;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Ref;
import multinode.wire.Frame;

/**
 * What stands between the connections and {@link RemoteSpawn}: functions of other nodes are
 * unpacked on threads of their own, since their classes are the program's and may take their time;
 * and who waits for the answer of a node whose connection ends is answered.
 */
final class Spawning {

  /** How many functions are unpacked at a time; one more is refused. */
  private static final int MOST = 1_000;

  private final RemoteSpawn remoteSpawn;
  private final boolean allowed;
  private final Semaphore unpacking = new Semaphore(MOST);
  private final Map<Ref, Connection> asked = new ConcurrentHashMap<>();

  /**
   * For one node.
   *
   * @param allowed whether it runs functions of other nodes at all
   */
  Spawning(RemoteSpawn remoteSpawn, boolean allowed) {
    this.remoteSpawn = remoteSpawn;
    this.allowed = allowed;
  }

  /** The pid of no process of a node. */
  static Pid nobody(NodeName node) {
    return new Pid(node.toString(), 0, 0);
  }

  /** Another node asks this one to run a function. */
  void asked(Connection peer, Frame.Spawn spawn) {
    if (!allowed) {
      refuse(peer, spawn, "it runs no functions of other nodes (--no-spawn)");
    } else if (!unpacking.tryAcquire()) {
      refuse(peer, spawn, "it has " + MOST + " functions to unpack already; try again later");
    } else {
      Thread.ofVirtual().name("unpacking from " + peer.peer().name()).start(() -> run(peer, spawn));
    }
  }

  private void run(Connection peer, Frame.Spawn spawn) {
    try {
      remoteSpawn.asked(peer, spawn);
    } finally {
      unpacking.release();
    }
  }

  private static void refuse(Connection peer, Frame.Spawn spawn, String why) {
    peer.send(new Frame.Spawned(spawn.ref(), Optional.empty(), why));
  }

  /** This node is about to ask another one. */
  void leaving(Connection peer, Frame.Spawn spawn) {
    asked.put(spawn.ref(), peer);
    if (peer.isClosed()) down(peer);
  }

  /** Another node has answered. */
  void answered(Frame.Spawned spawned) {
    asked.remove(spawned.ref());
    remoteSpawn.answered(spawned);
  }

  /** Its connection has ended: no answer will come any more. */
  void down(Connection peer) {
    asked.forEach((ref, from) -> {
      if (from != peer) return;
      Pid nobody = nobody(peer.peer().name());
      answered(new Frame.Spawned(ref, Optional.of(nobody), ""));
    });
  }
}
