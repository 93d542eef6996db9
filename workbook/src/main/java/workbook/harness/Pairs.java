package workbook.harness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import multinode.process.Event;
import multinode.process.Event.Kind;

/**
 * The events of several nodes, with each sending put together with its receiving.
 *
 * <p>A node that is called knows its caller first by the address only. Which node that is comes out
 * when a line that was sent is found among those received, and from the caller's first line.
 */
final class Pairs {

  /** Whoever is none of the nodes we know. */
  static final String STRANGER = "peer";

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
  private static final Pattern HELLO = Pattern.compile("HELLO (\\S+@\\S+) .*");

  private final List<Pair> pairs = new ArrayList<>();
  private final Map<String, String> addresses = new HashMap<>();
  private final Set<String> nodes = new LinkedHashSet<>();
  private final Set<String> watched = new LinkedHashSet<>();

  /** One or two events that are one thing. */
  record Pair(Event event, Instant at, String from, String to, String peer, boolean lost) {}

  private Pairs() {}

  static Pairs of(List<Event> events) {
    Pairs result = new Pairs();
    List<Event> wanted =
        events.stream().filter(e -> WANTED.contains(e.kind()) && !isTick(e)).toList();
    wanted.forEach(event -> result.watched.add(event.node()));
    Map<Event, Event> partners = result.match(wanted);
    for (Event event : wanted) {
      if (!partners.containsValue(event)) result.add(event, partners.get(event));
    }
    return result;
  }

  private static boolean isTick(Event event) {
    return event.text().equals("Tick[]");
  }

  List<Pair> list() {
    return pairs;
  }

  Set<String> nodes() {
    return nodes;
  }

  /**
   * Finds the event on the other side of those that have one; the sender's, or first, is the key.
   */
  private Map<Event, Event> match(List<Event> events) {
    Map<Event, Event> partners = new java.util.IdentityHashMap<>();
    Set<Event> taken = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
    for (Event second : events) {
      learn(second);
      if (taken.contains(second)) continue;
      for (Event first : events) {
        if (first == second || taken.contains(first) || !fits(first, second)) continue;
        partners.put(first, second);
        taken.add(first);
        taken.add(second);
        addresses.put(key(first), second.node());
        addresses.put(key(second), first.node());
        break;
      }
    }
    return partners;
  }

  private void learn(Event event) {
    Matcher hello = HELLO.matcher(event.text());
    if (event.kind() == Kind.SHAKE_RECEIVED && hello.matches() && !isName(event.peer())) {
      addresses.putIfAbsent(key(event), hello.group(1));
    }
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
        && isOrUnknown(peer(first), second.node())
        && isOrUnknown(peer(second), first.node())
        && (first.kind() == Kind.NODE_UP || text(first).equals(text(second)));
  }

  private static boolean isOrUnknown(String peer, String node) {
    return peer.equals(node) || peer.equals(STRANGER);
  }

  private static String text(Event event) {
    return event.text().replaceAll("\\[B@[0-9a-f]+", "[B");
  }

  private static boolean isName(String peer) {
    return peer.matches("[A-Za-z0-9_-]+@[A-Za-z0-9.:-]+");
  }

  private static String key(Event event) {
    return event.node() + " " + event.peer();
  }

  private String peer(Event event) {
    String peer = event.peer();
    return isName(peer) ? peer : addresses.getOrDefault(key(event), STRANGER);
  }

  private void add(Event event, Event partner) {
    String peer = partner == null ? peer(event) : partner.node();
    boolean received = event.kind() == Kind.SHAKE_RECEIVED || event.kind() == Kind.FRAME_RECEIVED;
    boolean sent = event.kind() == Kind.SHAKE_SENT || event.kind() == Kind.FRAME_SENT;
    boolean local = event.kind() == Kind.DROPPED || event.kind() == Kind.REFUSED;
    nodes.add(event.node());
    if (!local) nodes.add(peer);
    boolean lost = sent && partner == null && watched.contains(peer);
    boolean early = partner != null && partner.at().isBefore(event.at());
    pairs.add(
        new Pair(
            event,
            early ? partner.at() : event.at(),
            received ? peer : event.node(),
            received ? event.node() : peer,
            peer,
            lost));
  }
}
