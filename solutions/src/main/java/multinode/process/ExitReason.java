package multinode.process;

import java.io.Serializable;
import java.util.Objects;

/**
 * Why a process ended, in OTP's words.
 *
 * <p>See "Exit signals" in the <a
 * href="https://www.erlang.org/doc/system/ref_man_processes.html">Erlang Reference Manual</a>.
 */
public sealed interface ExitReason extends Serializable {

  /** The body returned. Linked processes are not disturbed by it. */
  ExitReason NORMAL = new Normal();

  /** Asked to stop by its supervisor or its owner. */
  ExitReason SHUTDOWN = new Shutdown("");

  /** A request to die that cannot be trapped; its victim's reason is then {@link #KILLED}. */
  ExitReason KILL = new Kill();

  /** Ended by {@link #KILL}. */
  ExitReason KILLED = new Killed();

  /** There was no such process when it was linked to or monitored. */
  ExitReason NOPROC = new NoProc();

  /** The link to the process's node is gone; the process itself may still be alive. */
  ExitReason NOCONNECTION = new NoConnection();

  /** Nobody was there to take a request. */
  ExitReason NO_SERVER = new NoServer();

  /** A request found no room in the mailbox of the process that it was for; that one lives. */
  ExitReason MAILBOX_FULL = new MailboxFull();

  /** How many characters of an exception's message travel: a frame has a limit, too. */
  int LONGEST = 4_000;

  /** The body returned. */
  record Normal() implements ExitReason {
    @Override
    public String toString() {
      return "normal";
    }
  }

  /**
   * Stopped in good order.
   *
   * @param detail what for, or the empty string
   */
  record Shutdown(String detail) implements ExitReason {
    public Shutdown {
      Objects.requireNonNull(detail);
    }

    @Override
    public String toString() {
      return detail.isEmpty() ? "shutdown" : "{shutdown, " + detail + "}";
    }
  }

  /** The untrappable request. */
  record Kill() implements ExitReason {
    @Override
    public String toString() {
      return "kill";
    }
  }

  /** The untrappable end. */
  record Killed() implements ExitReason {
    @Override
    public String toString() {
      return "killed";
    }
  }

  /** Nobody was there. */
  record NoProc() implements ExitReason {
    @Override
    public String toString() {
      return "noproc";
    }
  }

  /** The node was out of reach. */
  record NoConnection() implements ExitReason {
    @Override
    public String toString() {
      return "noconnection";
    }
  }

  /**
   * The body threw. Only text travels, so that every node can read it whatever classes it has.
   *
   * @param exception the class name of what was thrown
   * @param message its message, cut where it is longer than {@link #LONGEST}, or the empty string
   */
  record Crash(String exception, String message) implements ExitReason {
    public Crash {
      Objects.requireNonNull(exception);
      Objects.requireNonNull(message);
    }

    @Override
    public String toString() {
      return message.isEmpty() ? exception : exception + ": " + message;
    }
  }

  /**
   * Any other reason, in the program's own words.
   *
   * @param text the reason
   */
  record Because(String text) implements ExitReason {
    public Because {
      Objects.requireNonNull(text);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * Another process goes on in the place of this one. What this one had not begun was not done.
   *
   * @param text the reason
   */
  record Replaced(String text) implements ExitReason {
    public Replaced {
      Objects.requireNonNull(text);
    }

    /** A process that dies of it was not replaced. */
    @Override
    public ExitReason inherited() {
      return because(text);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** The reason of a process that dies of this one, and what the caller of a process is told. */
  default ExitReason inherited() {
    return this;
  }

  /** Why a call has no answer, when nobody has ended. */
  sealed interface Unanswered extends ExitReason {}

  /** No answer came in time. */
  record Timeout() implements Unanswered {
    @Override
    public String toString() {
      return "timeout";
    }
  }

  /** The node of who was asked cannot be reached, or its connection was lost before the answer. */
  record NodeDown() implements Unanswered {
    @Override
    public String toString() {
      return "nodedown";
    }
  }

  /** A server called itself, and would have waited for itself. */
  record CallingSelf() implements Unanswered {
    @Override
    public String toString() {
      return "callingSelf";
    }
  }

  /** The mailbox of the one that was asked was full; it has not seen the request. */
  record MailboxFull() implements Unanswered {
    @Override
    public String toString() {
      return "mailboxFull";
    }
  }

  /** There was no such process when it was called. */
  record NoServer() implements Unanswered {

    /** To a caller it is as to all others. */
    @Override
    public ExitReason inherited() {
      return NOPROC;
    }

    @Override
    public String toString() {
      return "noproc";
    }
  }

  /** Too few nodes of a cluster are there. */
  record NoQuorum() implements Unanswered {
    @Override
    public String toString() {
      return "noquorum";
    }
  }

  /** The reason of a process whose body threw {@code thrown}. */
  static ExitReason crash(Throwable thrown) {
    String name = thrown.getClass().getName();
    try {
      String message = thrown.getMessage();
      return new Crash(name, message == null ? "" : cut(message));
    } catch (RuntimeException e) {
      return new Crash(name, "(and its message cannot be read: " + e.getClass().getName() + ")");
    }
  }

  private static String cut(String message) {
    return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
  }

  /** A reason in the program's own words. */
  static ExitReason because(String text) {
    return new Because(text);
  }
}
