package multinode.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * A queue that many threads put into and one takes out of, waiting when nothing fits.
 *
 * <p>The queue is Dmitry Vyukov's non-intrusive MPSC list: a producer swaps itself in as the tail
 * and then links its predecessor to itself; the consumer follows the links. A message taken out of
 * the middle leaves an empty cell, which is dropped as soon as it is not the last.
 */
abstract class Mailbox {

  private static final class Cell {
    private Object message;
    private volatile Cell next;

    /** Whether it counts against the bound; the owner's, once it is linked. */
    private boolean counted;
  }

  /** What came of a message. */
  enum Put {
    /** It is in the mailbox. */
    DONE,
    /** Who sent it is to say no more. */
    SILENCED,
    /** There was no room for it. */
    FULL
  }

  /** How often the owner looks whether a message comes, before it waits. */
  private static final int LOOKS = 2;

  /** The pause before each look. */
  private static final long PAUSE_NANOS = 330;

  /** It looks in one of 2⁸ waits at least. */
  private static final int RAREST = 8;

  private static final VarHandle TAIL;

  static {
    try {
      TAIL = MethodHandles.lookup().findVarHandle(Mailbox.class, "tail", Cell.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Cell head = new Cell();
  private volatile Cell tail = head;
  private volatile boolean waiting;

  /** How many messages may wait; null while nobody has said so. */
  private volatile Bound bound;

  /** How often in a row the owner looked in vain; {@link #RAREST} at most. */
  private int vain;

  /** How many waits it does not look in from now on. */
  private int without;

  /** The last request of the owner, and the place behind all messages that were here before. */
  private Object requested;

  private Cell beforeRequest;

  /** The thread that takes messages out. */
  abstract Thread owner();

  /**
   * Waits until woken, perhaps for no reason.
   *
   * @param deadline until when, by {@link System#nanoTime}; 0 for as long as it takes
   * @return false when the time is up
   */
  abstract boolean await(long deadline);

  /** Called by the owner before it takes and before it waits; may throw to end that. */
  abstract void check();

  /** The message itself, or null when it cannot be decoded and is dropped. */
  abstract Object opened(Encoded message);

  /** Puts a message in, whatever the bound. Never blocks; any thread. */
  final void put(Object message) {
    put(message, Speaker.NODE);
  }

  /** The same, unless who sends it has been silenced. */
  final void put(Object message, Speaker by) {
    append(message, by, null);
  }

  /** Puts a message in, if the bound leaves room for it. */
  final Put offer(Object message, Speaker by) {
    Bound limit = bound;
    if (limit == null || message instanceof SystemMessage) return append(message, by, null);
    return limit.enter() ? append(message, by, limit) : Put.FULL;
  }

  /**
   * Lets at most so many messages wait from now on. The owner counts what is here already; what
   * comes in the same instant may be left out.
   */
  final void bound(int most) {
    if (bound != null) {
      bound.change(most);
      return;
    }
    Bound limit = new Bound(most);
    bound = limit;
    for (Cell cell = head.next; cell != null; cell = cell.next) {
      if (cell.counted || cell.message == null || cell.message instanceof SystemMessage) continue;
      cell.counted = true;
      limit.add();
    }
  }

  /** The bound, or null. */
  final Bound bound() {
    return bound;
  }

  /**
   * Puts a message in, unless who sends it has been silenced. The news of its end takes its place
   * here after it was silenced: if that place is before this one, the swap of the tail makes it
   * known here, and the cell stays empty; if not, the message comes first.
   */
  private Put append(Object message, Speaker by, Bound limit) {
    Cell cell = new Cell();
    cell.message = message;
    cell.counted = limit != null;
    Cell before = (Cell) TAIL.getAndSet(this, cell);
    boolean silenced = by.isSilenced();
    if (silenced) empty(cell);
    before.next = cell;
    if (waiting) wake();
    return silenced ? Put.SILENCED : Put.DONE;
  }

  private void empty(Cell cell) {
    cell.message = null;
    if (!cell.counted) return;
    cell.counted = false;
    bound.leave();
  }

  /** Makes the owner look again. */
  final void wake() {
    waiting = false;
    LockSupport.unpark(owner());
  }

  /** The owner is about to send a request; its answer will be behind all that is here now. */
  final void requested(Object ref) {
    requested = ref;
    beforeRequest = tail;
  }

  /** The place behind which the answer to a request will be; null when that is not known. */
  final Object markOf(Object ref) {
    return ref.equals(requested) ? beforeRequest : null;
  }

  /**
   * Takes the first message that fits.
   *
   * @param wanted which message
   * @param deadline what {@link #await} is told
   * @return the message, or null when the time is up
   */
  final Object take(Predicate<Object> wanted, long deadline) {
    return takeAfter(null, wanted, deadline);
  }

  /**
   * Takes the first message that fits and came after a {@link #markOf mark}; for an answer that
   * cannot be before it, this need not look at all that waits. (Erlang's compiler does the same for
   * a fresh reference.)
   *
   * @throws IllegalStateException on any thread but the owner's, which would lose messages
   */
  final Object takeAfter(Object mark, Predicate<Object> wanted, long deadline) {
    if (Thread.currentThread() != owner()) throw notTheOwner();
    check();
    Cell before = mark == null ? head : (Cell) mark;
    requested = null;
    beforeRequest = null; // What it leads to could not be collected.
    for (; ; ) {
      for (Cell cell; (cell = before.next) != null; ) {
        Object message = cell.message;
        if (message instanceof Encoded encoded) {
          cell.message = message = opened(encoded);
          if (message == null) empty(cell);
        }
        boolean fits = message != null && wanted.test(message);
        if (fits) empty(cell);
        if (cell.message != null) before = cell;
        else if (before == head) before = head = cell;
        else if (cell.next != null) before.next = cell.next;
        else before = cell;
        if (fits) return message;
      }
      // Behind a message that is being put in right now there may be others, there for good.
      if (before != tail || comesSoon(before)) {
        check();
        continue;
      }
      waiting = true;
      check();
      if (before.next == null && !await(deadline)) {
        waiting = false;
        return null;
      }
      waiting = false;
    }
  }

  private IllegalStateException notTheOwner() {
    return new IllegalStateException(
        "%s takes messages on its own thread only, not on %s; have that thread send it a message"
            .formatted(this, Thread.currentThread()));
  }

  /**
   * Looks out for the next message for less than a microsecond: where a process on another core is
   * about to send it, that is cheaper than to be parked and woken. Where it was in vain, it is done
   * half as often from then on, up to the next message that did come soon.
   */
  private boolean comesSoon(Cell last) {
    if (without > 0) {
      without--;
      return false;
    }
    for (int look = 0; look < LOOKS; look++) {
      // To look all the time would slow the sender down.
      long end = System.nanoTime() + PAUSE_NANOS;
      while (System.nanoTime() - end < 0) Thread.onSpinWait();
      if (last.next == null) continue;
      vain = 0;
      return true;
    }
    if (vain < RAREST) vain++;
    without = (1 << vain) - 1;
    return false;
  }

  /** How many messages wait here; a guess while others put messages in. */
  final int size() {
    int count = 0;
    for (Cell cell = head.next; cell != null; cell = cell.next) {
      if (cell.message != null) count++;
    }
    return count;
  }
}
