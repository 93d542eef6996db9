package multinode.genserver;

import java.util.ArrayList;
import java.util.List;
import multinode.genserver.Clerk.Kept;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.NodeName;
import multinode.process.Pid;

/** A server for the tests of calls. Its state is the callers that still wait for an answer. */
final class Clerk implements GenServer<List<Kept>> {

  /** "Say this." Answered at once. */
  record Say(Object what) implements Request<Object> {}

  /** "Say this later." Answered when {@link #NOW} is cast. */
  record SayLater(Object what) implements Request<Object> {}

  /** "Throw an exception with this message." */
  record Crash(String message) implements Request<String> {}

  /** "End in good order, and answer nobody." */
  record Leave() implements Request<String> {}

  /** Somebody who waits for an answer. */
  record Kept(SayLater request, From from) {}

  /** Has all kept questions answered, in their order. */
  static final String NOW = "now";

  /**
   * Starts one on another node, under the name "clerk". This stands here and not in a test, because
   * the function that travels brings its class to mind over there, and no node knows JUnit.
   */
  static void startAt(Node here, NodeName there) {
    here.run(self -> {
      Pid me = self.self();
      here.spawn(there, far -> far.send(me, GenServer.start(far, "clerk", new Clerk())));
      return self.receive(StartResult.class).orThrow();
    });
  }

  @Override
  public Init<List<Kept>> init(Context self) {
    return Init.ok(List.of());
  }

  @Override
  public CallResult<List<Kept>> handleCall(
      Request<?> request, From from, List<Kept> kept, Context self) {
    return switch (request) {
      case Say say -> say.reply(say.what, kept);
      case SayLater later -> {
        List<Kept> more = new ArrayList<>(kept);
        more.add(new Kept(later, from));
        yield Result.noReply(List.copyOf(more));
      }
      case Crash(String message) -> throw new IllegalStateException(message);
      case Leave() -> Result.stop(ExitReason.NORMAL, kept);
      default -> throw unknown(request);
    };
  }

  @Override
  public Result<List<Kept>> handleCast(Object message, List<Kept> kept, Context self) {
    if (!message.equals(NOW)) throw unknown(message);
    for (Kept one : kept) one.request.replyTo(one.from, one.request.what, self);
    return Result.noReply(List.of());
  }
}
