package multinode.process;

/**
 * What one process does to another, in the form in which it can cross to another node.
 *
 * <p>See "Signals" in the <a href="https://www.erlang.org/doc/system/ref_man_processes.html">Erlang
 * Reference Manual</a>.
 */
public sealed interface Signal {

  /** The process or name it is meant for. */
  Destination to();

  /**
   * Whether it is worth connecting to a node for: a message is; news of an end is not, since the
   * other side has been told of the lost link already.
   */
  default boolean connects() {
    return true;
  }

  /** A message. */
  record Send(Destination to, Object message) implements Signal {}

  /** "If one of us ends, tell the other": {@code from} has linked itself to {@code to}. */
  record Link(Pid from, Pid to) implements Signal {}

  /** Takes a link back. */
  record Unlink(Pid from, Pid to) implements Signal {
    @Override
    public boolean connects() {
      return false;
    }
  }

  /**
   * An exit signal.
   *
   * @param linked whether it comes from a link (and is ignored when there is none any more) or from
   *     {@link Context#exit(Pid, ExitReason)}
   */
  record ExitSignal(Pid from, Pid to, ExitReason reason, boolean linked) implements Signal {
    @Override
    public boolean connects() {
      return !linked;
    }
  }

  /** "Tell me when you end." */
  record Monitor(Ref ref, Pid from, Destination to) implements Signal {}

  /**
   * A message and a monitor in one: "answer this, or tell me that you cannot".
   *
   * @param ref of {@code from}'s node
   */
  record Request(Ref ref, Pid from, Destination to, Object request) implements Signal {}

  /**
   * An answer.
   *
   * @param connects whether it comes from another node than the request went to; the caller's link
   *     to that one is there, or the caller waits no more
   */
  record Answer(Ref ref, Pid to, Object answer, boolean connects) implements Signal {}

  /** Takes a monitor back. */
  record Demonitor(Ref ref, Destination to) implements Signal {
    @Override
    public boolean connects() {
      return false;
    }
  }

  /** The end of a monitored process. */
  record DownSignal(Ref ref, Pid to, ExitReason reason) implements Signal {
    @Override
    public boolean connects() {
      return false;
    }
  }
}
