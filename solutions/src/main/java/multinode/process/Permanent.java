package multinode.process;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Keeps a process that a node cannot do without: when it ends, it is started again, until this is
 * closed. Supervision begins here, with a thread, which no exit signal reaches.
 */
public final class Permanent implements AutoCloseable {

  /** How long nothing is there before the next one, so that one that ends at once costs little. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** How long it waits when the next one cannot be started. */
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Processes processes;
  private final String what;
  private final Supplier<Pid> start;
  private final Thread thread;
  private volatile Pid pid;
  private volatile boolean closed;

  /** A start is not interrupted: half of what it starts would stay. */
  private boolean starting;

  private Permanent(Processes processes, String what, Supplier<Pid> start) {
    this.processes = processes;
    this.what = what;
    this.start = start;
    pid = start.get();
    thread = Thread.ofVirtual().name("keeps " + what).start(this::keep);
  }

  /**
   * Starts a process, and from now on the next one whenever it has ended.
   *
   * @param what what it is, for the log and for debuggers
   * @param start starts it, and may block; what it throws the first time is thrown here, and later
   *     on it is tried again
   */
  public static Permanent start(Processes processes, String what, Supplier<Pid> start) {
    return new Permanent(processes, what, start);
  }

  /** The process that there is now, or was last. */
  public Pid pid() {
    return pid;
  }

  private void keep() {
    try {
      while (!closed) {
        processes.join(pid);
        Thread.sleep(PAUSE);
        startAgain();
      }
    } catch (InterruptedException end) {
      // It is closed.
    }
  }

  private void startAgain() throws InterruptedException {
    for (boolean told = false; begins(); told = true) {
      try {
        pid = start.get();
        if (closed) end();
        else TiedProcess.LOG.log(Level.WARNING, "{0} has ended; {1} is the next", what, pid);
        return;
      } catch (RuntimeException e) {
        if (!told && !closed) {
          TiedProcess.LOG.log(
              Level.ERROR, "{0} has ended and does not start, which is tried again: {1}", what, e);
        }
      } finally {
        begun();
      }
      Thread.sleep(RETRY);
    }
  }

  private synchronized boolean begins() {
    starting = !closed;
    return starting;
  }

  private synchronized void begun() {
    starting = false;
    if (closed) thread.interrupt();
  }

  private void end() {
    processes.signal(new Signal.ExitSignal(pid, pid, ExitReason.KILL, false));
  }

  /** Starts no other process; the one that is there stays. A start that is under way ends first. */
  public synchronized void stop() {
    closed = true;
    if (!starting) thread.interrupt();
  }

  /** Ends the process, and starts no other. Waits for nobody. */
  @Override
  public void close() {
    stop();
    end();
  }
}
