package multinode.node;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import multinode.process.Pid;
import multinode.process.Processes;
import multinode.process.Ref;
import multinode.wire.CodecException;
import multinode.wire.Frame;
import multinode.wire.Luggage;
import multinode.wire.RemoteFunction;
import workbook.Todo;

/**
 * Runs functions on other nodes. The function travels, the process lives there, and what it prints
 * comes home: its group leader is the caller's.
 */
final class RemoteSpawn {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Processes processes;
  private final Luggage luggage;
  private final Duration limit;
  final Map<Ref, CompletableFuture<Frame.Spawned>> asked = new ConcurrentHashMap<>();

  RemoteSpawn(Processes processes, Luggage luggage) {
    this(processes, luggage, LIMIT);
  }

  /** The same, with a limit to how long another node may take to answer. */
  RemoteSpawn(Processes processes, Luggage luggage, Duration limit) {
    this.processes = processes;
    this.luggage = luggage;
    this.limit = limit;
  }

  /**
   * Asks another node to run a function, and waits for the pid it gets there.
   *
   * @param peer the connection to that node
   * @param groupLeader where the function prints
   * @param linkTo the process to link the new one to, if any
   * @throws IllegalStateException when the other node could not start it, or did not answer
   * @throws CodecException when the function cannot travel
   */
  Pid spawn(Connection peer, RemoteFunction function, Pid groupLeader, Optional<Pid> linkTo) {
    // 1.7: note a new reference, send a Frame.Spawn with it, wait for the answer that bears it.
    throw new Todo("1.7", "send the function, wait for its pid");
  }

  /** Another node asks this one to run a function. */
  void asked(Connection peer, Frame.Spawn spawn) {
    // 1.7: start the function, and answer in every case.
    throw new Todo("1.7", "start the function that came, answer with its pid or the reason");
  }

  /** Another node has answered. */
  void answered(Frame.Spawned spawned) {
    // 1.7: the one that asked with this reference waits for the answer.
    throw new Todo("1.7", "hand the answer to the one who waits for it");
  }
}
