package multinode.supervisor;

import java.io.Serializable;
import java.time.Duration;
import multinode.genserver.StartResult;
import multinode.process.Context;

/**
 * How a supervisor starts a child, when it starts it again, and how it ends it: OTP's <a
 * href="https://www.erlang.org/doc/system/sup_princ.html#child-specification">child
 * specification</a>.
 *
 * @param id what the supervisor calls it; one of its children each
 * @param start starts it, linked to the supervisor
 * @param restart when it is started again
 * @param shutdown how long it may take to end when it is asked to, before it is killed; zero kills
 *     it at once
 * @param type whether it supervises others itself
 */
public record ChildSpec(String id, Start start, Restart restart, Duration shutdown, Type type) {

  /** As long as it takes: for supervisors, which wait for their own children. */
  public static final Duration FOREVER = Duration.ofDays(36_500);

  /** Not asked, but killed. */
  public static final Duration BRUTAL_KILL = Duration.ZERO;

  /** What a child is. */
  public enum Type {
    /** It works. */
    WORKER,
    /** It supervises. */
    SUPERVISOR
  }

  /** Starts a child as a process that is linked to the one it is started by. */
  @FunctionalInterface
  public interface Start extends Serializable {

    /**
     * Starts it, and waits until it runs.
     *
     * <p>The supervisor does nothing else meanwhile, and there is no limit, as in OTP: what never
     * returns here holds it up without end, and those who start or stop it. Killing the supervisor
     * ends all the same what it has started and what it is starting, if that is linked to it. Long
     * work belongs behind the start: see {@link multinode.genserver.Init.Ok#thenContinue}.
     *
     * @param supervisor the supervisor's own context
     */
    StartResult start(Context supervisor);
  }

  /** A worker that is always started again, and has 5 s to end. */
  public static ChildSpec of(String id, Start start) {
    return new ChildSpec(id, start, Restart.PERMANENT, Duration.ofSeconds(5), Type.WORKER);
  }

  /** The same, with another rule for its restart. */
  public ChildSpec withRestart(Restart other) {
    return new ChildSpec(id, start, other, shutdown, type);
  }

  /** The same, with another time to end. */
  public ChildSpec withShutdown(Duration other) {
    return new ChildSpec(id, start, restart, other, type);
  }

  /** The same as a supervisor, which is given all the time that its own children take. */
  ChildSpec asSupervisor() {
    return new ChildSpec(id, start, restart, FOREVER, Type.SUPERVISOR);
  }
}
