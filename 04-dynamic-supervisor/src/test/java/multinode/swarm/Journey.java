package multinode.swarm;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import multinode.genserver.CallFailed;
import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.genserver.Result;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Pid;
import multinode.process.Signal;

/**
 * A server that is to move, with everything around it in the hands of the test: its ownership, its
 * host, its mover, and the process that it will be over there. What they see is written down.
 */
final class Journey {

  static final long FENCE = 7;

  /** "What do you know?" */
  record Ask() implements Request<String> {}

  final List<String> log = new CopyOnWriteArrayList<>();
  final List<Object> there = new CopyOnWriteArrayList<>();
  final Ownership ownership = mock();
  Handoff<Object> answer = Handoff.resume("news");
  boolean mine = true;
  Optional<Object> renewed = Optional.of("state");
  Optional<RuntimeException> broken = Optional.empty();
  long before = FENCE;
  final Node node;
  final Pid mover;
  final Pid other;
  final Pid server;
  private final CompletableFuture<ExitReason> end = new CompletableFuture<>();

  Journey(Node node) {
    this.node = node;
    Pid host = node.spawn(self -> listen(self, "told the host: "));
    mover = node.spawn(self -> listen(self, "told the mover: "));
    other = node.run(self -> GenServer.start(self, new Other())).orThrow();
    when(ownership.name()).thenReturn("m");
    when(ownership.host()).thenReturn(host);
    when(ownership.fence()).thenAnswer(_ -> log.isEmpty() ? before : FENCE);
    when(ownership.codec()).thenReturn(node.codec());
    when(ownership.keep(any())).thenAnswer(call -> keep(call.getArgument(0)));
    when(ownership.keepNothing()).thenAnswer(call -> note("kept nothing"));
    when(ownership.renew(any()))
        .thenAnswer(call -> {
          note("took a new number");
          return renewed;
        });
    server = node.run(self -> GenServer.start(self, new Traveller())).orThrow();
    node.spawn(self -> {
      self.monitor(server);
      end.complete(self.receive(Down.class).reason());
    });
  }

  private void listen(Context self, String what) {
    for (; ; ) log.add(what + self.receive());
  }

  private boolean keep(Object state) {
    node.codec().encode(state);
    broken.ifPresent(why -> {
      throw why;
    });
    return note("kept " + state);
  }

  /** Two nodes have it only a moment later. */
  private boolean note(String what) {
    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    log.add(what);
    return mine;
  }

  /** It is to move. */
  void begin() {
    send(new Handover.Begin(mover));
  }

  void send(Object message) {
    node.processes().send(server, message);
  }

  void kill(Pid pid) {
    node.processes().signal(new Signal.ExitSignal(pid, pid, ExitReason.KILL, false));
  }

  boolean isAlive() {
    return node.processes().isAlive(server);
  }

  /** Why it has ended; "it lives" while it does. */
  String end() {
    return end.isDone() ? end.join().toString() : "it lives";
  }

  String ready() {
    return "told the mover: " + new Handover.Ready("m", server, FENCE);
  }

  static String stays() {
    return "told the host: " + new Handover.Stays("m");
  }

  /** Asks it, beside the test. What comes of it, as a text. */
  CompletableFuture<String> ask() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    node.spawn(self -> {
      try {
        answer.complete("answered: " + GenServer.call(self, server, new Ask()));
      } catch (CallFailed e) {
        answer.complete("failed: " + e.reason());
      }
    });
    return answer;
  }

  /** What it would be over there. */
  private final class Other implements GenServer<String> {

    @Override
    public Init<String> init(Context self) {
      return Init.ok("");
    }

    @Override
    public CallResult<String> handleCall(
        Request<?> request, From from, String state, Context self) {
      there.add("the call");
      return Result.noReply(state);
    }

    @Override
    public Result<String> handleCast(Object message, String state, Context self) {
      there.add("cast " + message);
      return Result.noReply(state);
    }

    @Override
    public Result<String> handleInfo(Object message, String state, Context self) {
      there.add(message);
      return Result.noReply(state);
    }
  }

  /** As a host runs it, but for what is kept of each change. */
  private final class Traveller implements ClusterServer<Object> {

    @Override
    public Init<Object> init(Context self) {
      return Init.ok("state");
    }

    @Override
    public Handoff<Object> beginHandoff(Object state, Context self) {
      return answer;
    }

    @Override
    public CallResult<Object> handleCall(
        Request<?> request, From from, Object state, Context self) {
      log.add("began a call");
      return ((Ask) request).reply(state.toString(), state);
    }

    @Override
    public Result<Object> handleCast(Object message, Object state, Context self) {
      log.add("began a cast");
      return Result.noReply(state);
    }

    @Override
    public Result<Object> handleInfo(Object message, Object state, Context self) {
      if (message instanceof Handover.Begin(Pid to)) {
        return new Departure<>(this, ownership).begin(to, state, self);
      }
      log.add("began " + message);
      return Result.noReply(state);
    }
  }
}
