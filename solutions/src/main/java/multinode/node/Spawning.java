package multinode.node;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Processes;
import multinode.process.Ref;
import multinode.process.Signal;
import multinode.wire.Frame;
import multinode.wire.RemoteFunction;

/**
 * What stands between the connections and {@link RemoteSpawn}: functions of other nodes are
 * unpacked on threads of their own, since their classes are the program's and may take their time;
 * and who waits for the answer of a node whose connection ends is answered.
 */
final class Spawning {

  /** How many functions are unpacked at a time; one more is refused. */
  private static final int MOST = 1_000;

  private final Processes processes;
  private final RemoteSpawn remoteSpawn;
  private final boolean allowed;
  private final Semaphore unpacking = new Semaphore(MOST);
  private final Map<Ref, Connection> asked = new ConcurrentHashMap<>();

  /**
   * For one node.
   *
   * @param allowed whether it runs functions of other nodes at all
   */
  Spawning(Processes processes, RemoteSpawn remoteSpawn, boolean allowed) {
    this.processes = processes;
    this.remoteSpawn = remoteSpawn;
    this.allowed = allowed;
  }

  /** The pid of no process of a node. */
  static Pid nobody(NodeName node) {
    return new Pid(node.toString(), 0, 0);
  }

  /**
   * Runs a function on another node; see {@link Node#spawn(NodeName, RemoteFunction, Optional)}.
   *
   * @param connection to that node, if there is one
   */
  Pid spawn(
      NodeName target,
      Optional<Connection> connection,
      RemoteFunction function,
      Pid groupLeader,
      Optional<Pid> linkTo) {
    Pid nobody = nobody(target);
    if (connection.isPresent()) {
      Pid spawned = remoteSpawn.spawn(connection.get(), function, groupLeader, linkTo);
      if (!spawned.equals(nobody)) return spawned;
    }
    linkTo.ifPresent(pid ->
        processes.signal(new Signal.ExitSignal(nobody, pid, ExitReason.NOCONNECTION, false)));
    return nobody;
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
