package multinode.node;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import multinode.process.Body;
import multinode.process.Pid;
import multinode.process.Processes;
import multinode.process.Ref;
import multinode.wire.CodecException;
import multinode.wire.Frame;
import multinode.wire.Luggage;
import multinode.wire.RemoteFunction;

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
    Ref ref = processes.ref();
    CompletableFuture<Frame.Spawned> answer = new CompletableFuture<>();
    asked.put(ref, answer);
    try {
      peer.send(new Frame.Spawn(ref, groupLeader, linkTo, luggage.pack(function)));
      Frame.Spawned spawned = answer.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).join();
      return spawned
          .pid()
          .orElseThrow(() ->
              new IllegalStateException(
                  "%s did not start it: %s".formatted(peer.peer().name(), spawned.error())));
    } catch (CompletionException late) {
      throw new IllegalStateException(
          "%s did not answer within %d ms".formatted(peer.peer().name(), limit.toMillis()), late);
    } finally {
      asked.remove(ref);
    }
  }

  /** Another node asks this one to run a function. */
  void asked(Connection peer, Frame.Spawn spawn) {
    Frame.Spawned answer;
    try {
      Body body = luggage.unpack(spawn.packed());
      Pid pid = processes.spawn(body, spawn.groupLeader(), spawn.linkTo());
      answer = new Frame.Spawned(spawn.ref(), Optional.of(pid), "");
    } catch (RuntimeException e) {
      answer = new Frame.Spawned(spawn.ref(), Optional.empty(), String.valueOf(e.getMessage()));
    }
    peer.send(answer);
  }

  /** Another node has answered. */
  void answered(Frame.Spawned spawned) {
    CompletableFuture<Frame.Spawned> waiting = asked.get(spawned.ref());
    if (waiting != null) waiting.complete(spawned);
  }
}
