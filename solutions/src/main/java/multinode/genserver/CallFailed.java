package multinode.genserver;

import multinode.process.ExitReason;
import multinode.process.Shown;

/**
 * A call that brought no answer. Whether the server has seen the request is not known, unless
 * {@link #isUndone}.
 */
public final class CallFailed extends RuntimeException {

  /** No answer in time. The server may still be working on it; its late answer is dropped. */
  public static final ExitReason TIMEOUT = new ExitReason.Timeout();

  /** The server's node cannot be reached, or its link was lost before the answer came. */
  public static final ExitReason NODEDOWN = new ExitReason.NodeDown();

  /** A server called itself, and would have waited for itself. */
  public static final ExitReason CALLING_SELF = new ExitReason.CallingSelf();

  /** Too few nodes of the server's cluster are there. */
  public static final ExitReason NOQUORUM = new ExitReason.NoQuorum();

  /** The server's mailbox was full; it has not seen the request. */
  public static final ExitReason MAILBOX_FULL = ExitReason.MAILBOX_FULL;

  private static final long serialVersionUID = 1;

  private static final int LONGEST = 300;

  private final ExitReason reason;
  private final transient Object server;
  private final transient Request<?> request;

  /** The failure of a call, for this reason. */
  public CallFailed(ExitReason reason, Object server, Request<?> request) {
    super(
        "the call %s to %s failed: %s".formatted(brief(request), server, explained(reason)), null);
    this.reason = reason;
    this.server = server;
    this.request = request;
  }

  /** The beginning of a request that carries much. */
  private static String brief(Request<?> request) {
    String text = Shown.of(request);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  private static String explained(ExitReason reason) {
    return switch (reason) {
      case ExitReason.Timeout _ -> "timeout: no answer came in time";
      case ExitReason.NodeDown _ -> "nodedown: its node cannot be reached";
      case ExitReason.NoQuorum _ -> "noquorum: too few nodes of its cluster are there";
      case ExitReason.MailboxFull _ -> "mailboxFull: the server gets more than it can do";
      case ExitReason.CallingSelf _ -> "callingSelf: a server that waits for itself";
      case ExitReason.NoServer _ -> "noproc: no such process is alive";
      default -> "it ended before it answered: " + reason;
    };
  }

  /**
   * Why: {@link #TIMEOUT}, {@link #NODEDOWN}, {@link #CALLING_SELF}, {@link #NOQUORUM}, {@link
   * #MAILBOX_FULL}, {@link ExitReason#NOPROC}, or the reason for which the server ended before it
   * answered. The first five are {@link ExitReason.Unanswered}.
   */
  public ExitReason reason() {
    return reason.inherited();
  }

  /** The same, of a server that its caller has named so. */
  public CallFailed of(Object name) {
    return new CallFailed(reason, name, request);
  }

  /**
   * Whether it is certain that the request was not done: nobody was there, its mailbox was full, it
   * would have been the caller itself, or another process goes on in the place of the server.
   */
  public boolean isUndone() {
    return switch (reason) {
      case ExitReason.NoServer _,
          ExitReason.MailboxFull _,
          ExitReason.CallingSelf _,
          ExitReason.Replaced _ ->
          true;
      default -> false;
    };
  }

  /** Who was called, as the caller named it. */
  public Object server() {
    return server;
  }

  /** What it was asked. */
  public Request<?> request() {
    return request;
  }
}
