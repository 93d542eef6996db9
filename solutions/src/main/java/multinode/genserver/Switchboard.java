package multinode.genserver;

import java.time.Duration;
import multinode.process.Context;
import multinode.process.Registry;

/** Names of servers that may move: it knows how to reach one that is just between two nodes. */
public interface Switchboard extends Registry {

  /**
   * Asks the server of a name, wherever it is by the time it answers.
   *
   * @throws CallFailed when there is no answer
   */
  <R> R call(Context caller, String name, Request<R> request, Duration limit);
}
