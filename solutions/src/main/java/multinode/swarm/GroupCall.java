package multinode.swarm;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import multinode.genserver.CallFailed;
import multinode.genserver.Request;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.Pid;

/**
 * One request to many servers, each of which has the same time to answer. A request that cannot
 * travel fails for those that are elsewhere.
 */
record GroupCall<R>(Routes routes, Request<R> request, Duration limit) {

  /** How much later than its limit an answer may come, connecting included. */
  private static final Duration MORE = Duration.ofSeconds(1);

  /** Asks all of these at once, and waits until the last has answered, or failed. */
  GroupReply<R> ask(Context self, Collection<String> servers) {
    Set<String> names = Set.copyOf(servers);
    GroupReply<R> all = new GroupReply<>(new TreeMap<>(), new TreeMap<>());
    Pid me = self.self();
    for (String name : names) self.spawn(one -> one.send(me, answer(one, name)));
    long most = Long.MAX_VALUE - MORE.toNanos();
    long wait = Math.min(TimeUnit.NANOSECONDS.convert(limit), most) + MORE.toNanos();
    long end = System.nanoTime() + wait;
    for (int open = names.size(); open > 0; open--) {
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      Optional<Answered> next = self.receive(Answered.class, left);
      if (next.isEmpty()) break;
      next.get().into(all);
    }
    for (String name : names) {
      if (all.replies().containsKey(name) || all.failed().containsKey(name)) continue;
      all.failed().put(name, new CallFailed(CallFailed.TIMEOUT, name, request));
    }
    return all;
  }

  private Answered answer(Context one, String name) {
    try {
      return new Answered(name, routes.call(one, name, request, limit), Optional.empty());
    } catch (CallFailed e) {
      return new Answered(name, e, Optional.of(e));
    } catch (RuntimeException e) {
      CallFailed failed = new CallFailed(ExitReason.because(e.toString()), name, request);
      return new Answered(name, failed, Optional.of(failed));
    }
  }

  private record Answered(String name, Object answer, Optional<CallFailed> failure) {

    @SuppressWarnings("unchecked") // the answer of a Request<R> is an R
    <R> void into(GroupReply<R> all) {
      failure.ifPresentOrElse(
          failed -> all.failed().put(name, failed), () -> all.replies().put(name, (R) answer));
    }
  }
}
