package workbook.harness;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import multinode.process.Event;
import multinode.process.Event.Kind;

/**
 * Which node is meant by the peer of an event. A node that is called knows its caller first by the
 * address only; who that is comes out with the caller's first line, or when a line that was sent is
 * found among those received.
 */
final class Peers {

  /** Whoever is none of the nodes we know. */
  static final String STRANGER = "peer";

  private static final Pattern HELLO = Pattern.compile("HELLO (\\S+@\\S+) .*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+@[A-Za-z0-9.:-]+");

  private final Map<String, String> addresses = new HashMap<>();

  /** Learns from what a caller says of itself. */
  void hear(Event event) {
    Matcher hello = HELLO.matcher(event.text());
    if (event.kind() == Kind.SHAKE_RECEIVED && hello.matches()) {
      addresses.putIfAbsent(key(event), hello.group(1));
    }
  }

  /** Learns that two events are the two ends of one thing. */
  void match(Event first, Event second) {
    addresses.put(key(first), second.node());
    addresses.put(key(second), first.node());
  }

  /** The full name of an event's peer, or {@link #STRANGER}. */
  String of(Event event) {
    String peer = event.peer();
    return NAME.matcher(peer).matches() ? peer : addresses.getOrDefault(key(event), STRANGER);
  }

  /** Whether an event's peer is that node, as far as is known. */
  boolean mayBe(Event event, String node) {
    String peer = of(event);
    return peer.equals(node) || peer.equals(STRANGER);
  }

  private static String key(Event event) {
    return event.node() + " " + event.peer();
  }
}
