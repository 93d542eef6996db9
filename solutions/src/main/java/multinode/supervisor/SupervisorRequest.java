package multinode.supervisor;

import java.util.List;
import multinode.genserver.Request;
import multinode.genserver.StartResult;
import multinode.process.Pid;

/** What supervisors are asked. */
public sealed interface SupervisorRequest {

  /** "Start this child, and look after it." */
  record StartChild(ChildSpec spec) implements SupervisorRequest, Request<StartResult> {}

  /** "End the child that has this id." It stays known, and can be started again. */
  record TerminateChild(String id) implements SupervisorRequest, Request<Termination> {}

  /** "End the child that is this process, and forget it." */
  record TerminatePid(Pid pid) implements SupervisorRequest, Request<Termination> {}

  /** "Start the child again that has this id and does not run." */
  record RestartChild(String id) implements SupervisorRequest, Request<StartResult> {}

  /** "Who are your children?" */
  record WhichChildren() implements SupervisorRequest, Request<List<Child>> {}

  /** "How many are they?" */
  record CountChildren() implements SupervisorRequest, Request<ChildCount> {}
}
