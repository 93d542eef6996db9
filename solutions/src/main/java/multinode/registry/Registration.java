package multinode.registry;

import multinode.process.ExitReason;
import multinode.process.Pid;

/** What came of giving a process a name that the whole cluster knows. */
public sealed interface Registration {

  /** The process has the name. */
  record Registered(Pid pid) implements Registration {
    @Override
    public String toString() {
      return "registered(" + pid + ")";
    }
  }

  /** Another one had it before. */
  record AlreadyRegistered(Pid pid) implements Registration {
    @Override
    public String toString() {
      return "alreadyRegistered(" + pid + ")";
    }
  }

  /** No process came of the start function. */
  record NotStarted(ExitReason reason) implements Registration {
    @Override
    public String toString() {
      return "notStarted(" + reason + ")";
    }
  }
}
