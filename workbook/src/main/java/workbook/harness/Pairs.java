package workbook.harness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
   * @param lost whether it was sent to a node that we watch, and not received
   */
  record Pair(Event event, Instant at, String from, String to, String peer, boolean lost) {}

  private Pairs() {}

  /** Pairs events, which are in order of time; ticks and what concerns one process are left out. */
  static Pairs of(List<Event> events) {
    Pairs result = new Pairs();
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
    Map<Event, Event> partners = new IdentityHashMap<>();
    Set<Event> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Event second : events) {
      peers.hear(second);
      if (taken.contains(second)) continue;
      for (Event first : events) {
        if (first == second || taken.contains(first) || !fits(first, second)) continue;
        partners.put(first, second);
        taken.add(first);
        taken.add(second);
        peers.match(first, second);
        break;
      }
    }
    return partners;
  }

  private boolean fits(Event first, Event second) {
    boolean kinds =
        switch (second.kind()) {
          case SHAKE_RECEIVED -> first.kind() == Kind.SHAKE_SENT;
          case FRAME_RECEIVED -> first.kind() == Kind.FRAME_SENT;
          case NODE_UP -> first.kind() == Kind.NODE_UP;
          default -> false;
        };
    return kinds
        && !first.node().equals(second.node())
        && (first.kind() == Kind.NODE_UP || text(first).equals(text(second)))
        && peers.mayBe(first, second.node())
        && peers.mayBe(second, first.node());
  }

  /** The text of an event, which is the same at both ends. */
  private static String text(Event event) {
    return event.text().replaceAll("\\[B@[0-9a-f]+", "[B");
  }

  private void add(Event event, Event partner) {
    Kind kind = event.kind();
    String peer = partner == null ? peers.of(event) : partner.node();
    boolean received = kind == Kind.SHAKE_RECEIVED || kind == Kind.FRAME_RECEIVED;
    boolean sent = kind == Kind.SHAKE_SENT || kind == Kind.FRAME_SENT;
    nodes.add(event.node());
    if (kind != Kind.DROPPED && kind != Kind.REFUSED) nodes.add(peer);
    boolean lost = sent && partner == null && watched.contains(peer);
    boolean early = partner != null && partner.at().isBefore(event.at());
    Instant at = early ? partner.at() : event.at();
    String from = received ? peer : event.node();
    list.add(new Pair(event, at, from, received ? event.node() : peer, peer, lost));
  }
}
