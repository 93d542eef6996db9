package workbook.harness;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import multinode.process.Event;
import multinode.process.Event.Kind;

/** The events of several nodes, with each sending put together with its receiving. */
final class Pairs {

  private static final Set<Kind> WANTED =
      Set.of(
          Kind.SHAKE_SENT,
          Kind.SHAKE_RECEIVED,
          Kind.FRAME_SENT,
          Kind.FRAME_RECEIVED,
          Kind.REFUSED,
          Kind.DROPPED,
          Kind.NODE_UP,
          Kind.NODE_DOWN);

  /** What was sent, where this kind is what came of it. */
  private static final Map<Kind, Kind> FIRST_OF =
      Map.of(
          Kind.SHAKE_RECEIVED, Kind.SHAKE_SENT,
          Kind.FRAME_RECEIVED, Kind.FRAME_SENT,
          Kind.NODE_UP, Kind.NODE_UP);

  private static final Deque<Event> NONE = new ArrayDeque<>();

  /** An array of bytes as a text, which differs at the two ends. */
  private static final Pattern ARRAY = Pattern.compile("\\[B@[0-9a-f]+");

  private final Instant leftOut;
  private final List<Pair> list = new ArrayList<>();
  private final Peers peers = new Peers();
  private final Set<String> nodes = new LinkedHashSet<>();
  private final Set<String> watched = new HashSet<>();

  /**
   * One or two events that are one thing.
   *
   * @param event the one that tells what it is
   * @param at when it began
   * @param peer the other node concerned, whichever way it went
   * @param fate what became of it
   */
  record Pair(Event event, Instant at, String from, String to, String peer, Fate fate) {}

  /** What became of something that was sent. */
  enum Fate {
    /** It was received, or was sent to a node that we do not watch. */
    CAME,
    /** A node that we watch has not received it. */
    LOST,
    /** Whether it was received is not recorded. */
    UNKNOWN
  }

  private Pairs(Instant leftOut) {
    this.leftOut = leftOut;
  }

  /**
   * Pairs events, which are in order of time; ticks and what concerns one process are left out.
   *
   * @param leftOut when the last event happened that is not among them
   */
  static Pairs of(List<Event> events, Instant leftOut) {
    Pairs result = new Pairs(leftOut);
    List<Event> wanted =
        events.stream()
            .filter(event -> WANTED.contains(event.kind()) && !event.text().equals("Tick[]"))
            .toList();
    wanted.forEach(event -> result.watched.add(event.node()));
    Map<Event, Event> partners = result.match(wanted);
    Set<Event> seconds = Collections.newSetFromMap(new IdentityHashMap<>());
    seconds.addAll(partners.values());
    for (Event event : wanted) {
      if (!seconds.contains(event)) result.add(event, partners.get(event));
    }
    return result;
  }

  /** The pairs, in order of time. */
  List<Pair> list() {
    return list;
  }

  /** The nodes that anything was heard of. */
  Set<String> nodes() {
    return nodes;
  }

  /** Finds for what was received who sent it, which is the key, and for a link its other end. */
  private Map<Event, Event> match(List<Event> events) {
    Map<String, Deque<Event>> firsts = new HashMap<>();
    for (Event first : events) {
      firsts.computeIfAbsent(key(first.kind(), first), any -> new ArrayDeque<>()).add(first);
    }
    Map<Event, Event> partners = new IdentityHashMap<>();
    Set<Event> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Event second : events) {
      peers.hear(second);
      Kind kind = FIRST_OF.get(second.kind());
      if (kind == null || taken.contains(second)) continue;
      Iterator<Event> same = firsts.getOrDefault(key(kind, second), NONE).iterator();
      while (same.hasNext() && !taken.contains(second)) {
        Event first = same.next();
        if (taken.contains(first) || !fits(first, second)) continue;
        same.remove();
        partners.put(first, second);
        taken.add(first);
        taken.add(second);
        peers.match(first, second);
      }
    }
    return partners;
  }

  private boolean fits(Event first, Event second) {
    return !first.node().equals(second.node())
        && isLate(first) == isLate(second)
        && peers.mayBe(first, second.node())
        && peers.mayBe(second, first.node());
  }

  /** Whether everything that came after an event is recorded. */
  private boolean isLate(Event event) {
    return event.at().isAfter(leftOut);
  }

  /** The same for both ends of one thing, as far as their texts tell. */
  private static String key(Kind first, Event event) {
    return first == Kind.NODE_UP ? "" : first + ARRAY.matcher(event.text()).replaceAll("[B");
  }

  private void add(Event event, Event partner) {
    Kind kind = event.kind();
    String peer = partner == null ? peers.of(event) : partner.node();
    boolean received = kind == Kind.SHAKE_RECEIVED || kind == Kind.FRAME_RECEIVED;
    boolean sent = kind == Kind.SHAKE_SENT || kind == Kind.FRAME_SENT;
    nodes.add(event.node());
    if (kind != Kind.DROPPED && kind != Kind.REFUSED) nodes.add(peer);
    boolean missed = sent && partner == null && watched.contains(peer);
    Fate fate = !missed ? Fate.CAME : isLate(event) ? Fate.LOST : Fate.UNKNOWN;
    boolean early = partner != null && partner.at().isBefore(event.at());
    Instant at = early ? partner.at() : event.at();
    String from = received ? peer : event.node();
    list.add(new Pair(event, at, from, received ? event.node() : peer, peer, fate));
  }
}
