package multinode.cluster;

import java.util.Optional;
import multinode.node.Node;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.process.Signal;

/** Hears who leaves a topology: a process that does, and the next one when it has ended. */
final class Ear {

  private final Node node;
  private final Topology topology;
  private final Membership membership;
  private volatile Optional<Pid> process = Optional.empty();
  private volatile boolean stopped;

  /** Hears nothing yet. */
  Ear(Node node, Topology topology, Membership membership) {
    this.node = node;
    this.topology = topology;
    this.membership = membership;
  }

  /** Starts the process, unless this has been stopped. */
  synchronized void listen() {
    if (!stopped) process = Optional.of(Farewell.listen(node, topology, membership));
  }

  /** A process of the node has ended. */
  void ended(String pid) {
    boolean isOwn = process.filter(own -> own.toString().equals(pid)).isPresent();
    if (isOwn && !stopped) Thread.ofVirtual().name("hears again").start(this::listen);
  }

  /** Starts no other process. */
  void stop() {
    stopped = true;
  }

  /** Ends the process. */
  void close() {
    process.ifPresent(
        pid -> node.processes().signal(new Signal.ExitSignal(pid, pid, ExitReason.KILL, false)));
  }
}
