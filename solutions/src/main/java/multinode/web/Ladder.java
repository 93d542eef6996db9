package multinode.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import multinode.node.Node;
import multinode.process.Event;
import multinode.process.Events;

/**
 * The messages between a node and others, listened to only while somebody looks: nobody else makes
 * a text of each frame.
 */
final class Ladder implements AutoCloseable {

  /** How many messages are kept. */
  private static final int MOST = 400;

  /** How long after the last look it goes on listening. */
  private static final Duration AFTER = Duration.ofSeconds(3);

  private static final int LONGEST = 240;

  /** What pages ask each other is nothing that anybody wants to see. */
  private static final Pattern OWN = Pattern.compile("to=\\{" + Witness.NAME + ", ");

  private static final Pattern REF = Pattern.compile("#Ref<[^>]+>");

  private static final Pattern PID = Pattern.compile("<\\d+\\.[^>]+>");

  /**
   * A message.
   *
   * @param peer the other node
   * @param sent whether it went there, or came from there
   * @param from who sent it, if the message says so
   * @param to for whom it is
   */
  record Rung(
      Instant at,
      String peer,
      boolean sent,
      Optional<String> from,
      Optional<String> to,
      String text) {}

  private final Node node;
  private final Deque<Rung> rungs = new ArrayDeque<>();

  /** The numbers of what pages have asked of late; only the listener's thread uses it. */
  private final Set<String> own =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > MOST;
            }
          });

  private Optional<Events.Subscription> listening = Optional.empty();
  private long looked;

  Ladder(Node node) {
    this.node = node;
  }

  /** The last messages, the newest first; those of somebody only, when that is not empty. */
  synchronized List<Rung> look(String peer, String who, int most) {
    looked = System.nanoTime();
    if (listening.isEmpty()) {
      listening = Optional.of(node.events().trace(this::heard));
      Thread.ofVirtual().name("page listens").start(this::endWhenForgotten);
    }
    return rungs.stream()
        .filter(rung -> rung.peer().equals(peer))
        .filter(rung -> who.isEmpty() || rung.text().contains(who))
        .limit(most)
        .toList();
  }

  private void endWhenForgotten() {
    try {
      while (!isForgotten()) Thread.sleep(AFTER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  private synchronized boolean isForgotten() {
    return System.nanoTime() - looked > AFTER.toNanos();
  }

  private void heard(Event event) {
    boolean sent = event.kind() == Event.Kind.FRAME_SENT;
    if (!sent && event.kind() != Event.Kind.FRAME_RECEIVED) return;
    if (!event.text().startsWith("Carry") || isOwn(event.text())) return;
    String text = event.text().substring(0, Math.min(LONGEST, event.text().length()));
    text = text.replaceFirst("^Carry\\[signal=", "").replaceFirst("]$", "");
    Rung rung =
        new Rung(event.at(), event.peer(), sent, pid(text, "from="), pid(text, "to="), text);
    synchronized (this) {
      rungs.addFirst(rung);
      if (rungs.size() > MOST) rungs.removeLast();
    }
  }

  /** What pages ask, and what they are answered. */
  private boolean isOwn(String text) {
    Matcher ref = REF.matcher(text);
    boolean has = ref.find();
    boolean asks = OWN.matcher(text).find();
    if (asks && has) own.add(ref.group());
    return asks || has && own.contains(ref.group());
  }

  private static Optional<String> pid(String text, String after) {
    Matcher found = PID.matcher(text);
    int at = text.indexOf(after);
    return at >= 0 && found.find(at) ? Optional.of(found.group()) : Optional.empty();
  }

  @Override
  public void close() {
    Optional<Events.Subscription> ends;
    synchronized (this) {
      ends = listening;
      listening = Optional.empty();
      rungs.clear();
    }
    ends.ifPresent(Events.Subscription::close);
  }
}
