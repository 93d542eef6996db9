package multinode.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import multinode.process.Event;
import multinode.process.Events;
import multinode.process.NodeName;
import workbook.Todo;

/**
 * Which members are gone, how they went, and how long it took to notice: told by what happens on
 * one node. Its link and its membership notice by different means, and neither waits for the other.
 */
public final class Departures implements AutoCloseable {

  private final Events.Subscription watching;
  private final Map<String, Instant> marks = new HashMap<>();
  private final Map<String, Event> links = new HashMap<>();
  private final Map<String, Event> members = new TreeMap<>();

  /** How a node goes. */
  public enum How {
    /** It said that it leaves. */
    LEFT,
    /** It said nothing, and its connection broke: its program has ended. */
    DIED,
    /** It said nothing, and no connection broke: it hangs, or is cut off. */
    HUNG
  }

  /**
   * A node that is gone.
   *
   * @param node its full name
   * @param link after what time its link was lost; empty while it is up
   * @param membership after what time it was no member any more
   * @param why what the link says, for a person to read
   */
  public record Row(
      String node, How how, Optional<Duration> link, Duration membership, String why) {}

  /** Watches a node, from now on. */
  Departures(Events events) {
    watching = events.listen(Events.NODES, this::heard);
  }

  /** Something is done to a node now: its times count from here, not from the first sign of it. */
  public synchronized void mark(NodeName node, Instant at) {
    // 3.4: an event has its peer as a text.
    throw new Todo("3.4", "remember the moment");
  }

  /**
   * Takes note of an event; those that do not tell of a node's coming and going are none of its
   * business. Any thread may call it, several at a time.
   */
  synchronized void heard(Event event) {
    // 3.4: four kinds matter. Which takes back what another has told?
    throw new Todo(
        "3.4", "remember what link and membership say of a node, until they take it back");
  }

  /**
   * A row for each node that has been a member and is none now, sorted by name. A link that broke
   * makes no row, and one that came back says nothing any more.
   */
  public synchronized List<Row> rows() {
    // 3.4: whose word counts on whether it is gone at all?
    throw new Todo("3.4", "make a row of each member that is gone");
  }

  private Row row(Event gone) {
    // 3.4: the link may not have noticed yet. From when on do the times count?
    throw new Todo("3.4", "tell how it went, when link and membership noticed, and why");
  }

  /** Membership knows who has said that it leaves; the link knows whether anything broke. */
  private static How how(String gone, Optional<String> link) {
    // 3.4: a link that breaks looks the same, whether its node was stopped or killed.
    throw new Todo("3.4", "tell who left, who died and who hangs");
  }

  /** Whether a link was given up because nothing came, or nothing was taken. */
  private static boolean isSilence(String reason) {
    // 3.4: look for giveUp in Connection, given from stage 1.
    throw new Todo("3.4", "tell silence from a connection that broke");
  }

  /** The rows as a table, of at most 100 columns. */
  @Override
  public String toString() {
    String format = "%-22s  %-4s  %13s  %16s  %s%n";
    StringBuilder table = new StringBuilder();
    table.append(
        format.formatted("node", "how", "link noticed", "members noticed", "the link says"));
    for (Row row : rows()) {
      String link = row.link().map(Departures::millis).orElse("-");
      table.append(
          format.formatted(row.node(), row.how(), link, millis(row.membership()), row.why()));
    }
    return table.toString().stripTrailing();
  }

  private static String millis(Duration time) {
    return "after %d ms".formatted(time.toMillis());
  }

  /** Watches no more. */
  @Override
  public void close() {
    watching.close();
  }
}
