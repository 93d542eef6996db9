package multinode.swarm;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import multinode.genserver.CallFailed;
import multinode.genserver.Request;
import multinode.process.Context;
import multinode.process.Pid;

/** One request to many servers, each of which has the same time to answer. */
record GroupCall<R>(Routes routes, Request<R> request, Duration limit) {

  /** Asks all of these at once, and waits until the last has answered, or failed. */
  GroupReply<R> ask(Context self, Set<String> names) {
    GroupReply<R> all = new GroupReply<>(new TreeMap<>(), new TreeMap<>());
    Pid me = self.self();
    for (String name : names) self.spawn(one -> one.send(me, answer(one, name)));
    for (String _ : names) self.receive(Answered.class).into(all);
    return all;
  }

  private Answered answer(Context one, String name) {
    try {
      return new Answered(name, routes.call(one, name, request, limit), Optional.empty());
    } catch (CallFailed e) {
      return new Answered(name, e, Optional.of(e));
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
