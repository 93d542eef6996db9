package workbook.harness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import multinode.process.Event;

/**
 * What was sent between nodes, and what became of it, as a sequence diagram: a column for each
 * node, a row for each thing that happened. Ticks are left out.
 *
 * @param columns the full names of the nodes
 * @param rows in order of time
 */
record Ladder(List<String> columns, List<Row> rows) {

  private static final String LEFT_OUT = "more was sent up to here than is recorded";
  private static final String UNKNOWN = " (whether it came is not recorded)";

  /** What a row looks like. */
  enum Look {
    /** Sent and received, or sent to where nobody watches. */
    ARROW,
    /** Sent, and not received so far. */
    LOST,
    /** A connection is up. */
    UP,
    /** A connection is down. */
    DOWN,
    /** A refusal, or something dropped. */
    REFUSED,
    /** Something that the test did: a fault, most often. */
    MARK
  }

  /**
   * One thing that happened.
   *
   * @param at when
   * @param from the column it starts in
   * @param to the column it ends in; the same for what concerns one node only
   * @param label what it is, on one line
   */
  record Row(Instant at, int from, int to, Look look, String label) {}

  /** Something that the test did, to be seen on the ladder. */
  record Mark(Instant at, String text) {}

  static Mark mark(String text) {
    return new Mark(Instant.now(), text);
  }

  /**
   * The ladder of a test.
   *
   * @param names the nodes that were started, in order
   * @param leftOut when the last event happened that is not recorded
   */
  static Ladder of(List<String> names, List<Event> events, Instant leftOut, List<Mark> marks) {
    Pairs pairs = Pairs.of(events, leftOut);
    Set<String> columns = new LinkedHashSet<>(names);
    columns.retainAll(pairs.nodes());
    columns.addAll(pairs.nodes());
    List<String> list = List.copyOf(columns);
    List<Row> rows = new ArrayList<>();
    for (Pairs.Pair pair : pairs.list()) rows.add(row(pair, list));
    int last = Math.max(0, list.size() - 1);
    for (Mark mark : marks) rows.add(new Row(mark.at(), 0, last, Look.MARK, mark.text()));
    if (!leftOut.equals(Instant.MIN)) rows.add(new Row(leftOut, 0, last, Look.MARK, LEFT_OUT));
    rows.sort(Comparator.comparing(Row::at));
    return new Ladder(list, List.copyOf(rows));
  }

  private static Row row(Pairs.Pair pair, List<String> columns) {
    Event event = pair.event();
    int from = columns.indexOf(pair.from());
    int to = columns.indexOf(pair.to());
    String text = shorten(event.text());
    String here = shorten(event.node());
    String there = shorten(pair.peer());
    return switch (event.kind()) {
      case NODE_UP -> new Row(pair.at(), from, to, Look.UP, "connected");
      case NODE_DOWN ->
          new Row(pair.at(), from, from, Look.DOWN, here + " has lost " + there + ": " + text);
      case REFUSED ->
          new Row(pair.at(), from, from, Look.REFUSED, here + " refuses " + there + ": " + text);
      case DROPPED -> new Row(pair.at(), from, from, Look.REFUSED, here + " drops: " + text);
      default ->
          switch (pair.fate()) {
            case CAME -> new Row(pair.at(), from, to, Look.ARROW, text);
            case LOST -> new Row(pair.at(), from, to, Look.LOST, text);
            case UNKNOWN -> new Row(pair.at(), from, to, Look.ARROW, text + UNKNOWN);
          };
    };
  }

  /** A text without what is the same everywhere, and without most digits of long numbers. */
  static String shorten(String text) {
    return Text.brief(
        text.replace("@" + Nodes.HOST, "")
            .replaceFirst("^Carry\\[signal=(.*)]$", "$1")
            .replaceAll("\\b([0-9a-f]{4})[0-9a-f]{12,}\\b", "$1…"),
        400);
  }

  boolean isEmpty() {
    return rows.stream().allMatch(row -> row.look() == Look.MARK);
  }

  /** When a row happened, in milliseconds after the first. */
  double millis(Row row) {
    return java.time.Duration.between(rows.getFirst().at(), row.at()).toNanos() / 1e6;
  }
}
