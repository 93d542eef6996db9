package multinode.genserver;

import multinode.process.ExitReason;
import multinode.process.Pid;

/** What comes of starting a server. */
public sealed interface StartResult {

  /** It runs. */
  record Started(Pid pid) implements StartResult {
    @Override
    public String toString() {
      return "started(" + pid + ")";
    }
  }

  /** Another process has the name, and keeps it. */
  record AlreadyStarted(Pid pid) implements StartResult {
    @Override
    public String toString() {
      return "alreadyStarted(" + pid + ")";
    }
  }

  /** {@link Init#ignore}. */
  record Ignored() implements StartResult {
    @Override
    public String toString() {
      return "ignored";
    }
  }

  /** {@link Init#stop}, or the server ended before it had begun: a crash in {@code init}, say. */
  record Failed(ExitReason reason) implements StartResult {
    @Override
    public String toString() {
      return "failed(" + reason + ")";
    }
  }

  /**
   * The server that was started.
   *
   * @throws IllegalStateException when none was
   */
  default Pid orThrow() {
    if (this instanceof Started(Pid pid)) return pid;
    throw new IllegalStateException("no server was started: " + this);
  }
}
