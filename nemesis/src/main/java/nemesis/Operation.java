package nemesis;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One thing that a client did. Moments are microseconds of the wall clock, which all processes of a
 * machine share.
 *
 * @param client who did it, such as {@code n1.2/3}: the third client of the second start of n1
 * @param kind what it did
 * @param name to whom
 * @param begin when it began
 * @param end when it ended; {@link #NEVER} when its node was gone before
 * @param outcome what came of it
 * @param value the answer, or why there is none
 */
public record Operation(
    String client, Kind kind, String name, long begin, long end, Outcome outcome, String value) {

  private static final int LONG = 120;

  private static final Set<Kind> SAYING = EnumSet.of(Kind.ASSIGN, Kind.TASKS, Kind.READ);

  /** The end of what has none. */
  public static final long NEVER = Long.MAX_VALUE;

  /** What clients do. */
  public enum Kind {
    /** Gives a {@link Ledger} a task; how many it has then, who says so, and the task. */
    ASSIGN,
    /** Asks a {@link Ledger} how many tasks it has; their number, and who says so. */
    TASKS,
    /** The same, and all its tasks. */
    READ,
    /** Puts an item into a {@link Queue}; {@code true}. Its name is {@link Queues#putting}. */
    PUT,
    /** Takes an item from a {@link Queue}, and waits for one if it is empty; the item. */
    TAKE,
    /** Asks for all items of a {@link Queue}; these. */
    QUEUED,
    /** Asks where a name is; the process, or {@code nowhere}. */
    LOOKUP,
    /** Starts a manager under a name; {@code registered} or {@code already}. */
    REGISTER,
    /** Takes a name back; {@code true} or {@code false}. */
    UNREGISTER,
    /** A person walks into a room; its name. */
    WALK,
    /** Asks who is in which room; all of it. */
    DUMP
  }

  /** What comes of an operation. */
  public enum Outcome {
    /** It is done, and has an answer. */
    OK,
    /** It was certainly not done. */
    FAIL,
    /** It was done or not. */
    UNKNOWN
  }

  boolean is(Kind one, Outcome other) {
    return kind == one && outcome == other;
  }

  /** Whether it was over before another one began. */
  boolean isBefore(Operation other) {
    return end < other.begin;
  }

  /** The number of tasks, where that is the answer. */
  long number() {
    return Long.parseLong(words()[0]);
  }

  /** Which process has answered, where the answer says so; empty otherwise. */
  String server() {
    boolean says = outcome == Outcome.OK && SAYING.contains(kind);
    return says ? words()[1] : "";
  }

  /** The tasks of which an answer tells. */
  List<String> tasks() {
    return List.of(words()).subList(2, words().length);
  }

  private String[] words() {
    return value.split(" ");
  }

  /** All of it but the tasks, which may be thousands. */
  String brief() {
    String whole = toString();
    return whole.length() < LONG ? whole : whole.substring(0, LONG) + "…";
  }

  @Override
  public String toString() {
    String ended = end == NEVER ? "never" : Long.toString(end);
    return "%d %s %s %s %s %s %s".formatted(begin, ended, client, kind, name, outcome, value);
  }
}
