package multinode.genserver;

import multinode.process.ExitReason;

/** What every server answers, without its handlers being asked. */
sealed interface SystemRequest {

  /** "What is your state?" */
  record State() implements SystemRequest, Request<Object> {}

  /** "End, for this reason." Its end is the answer. */
  record Stop(ExitReason reason) implements SystemRequest, Request<Void> {}
}
