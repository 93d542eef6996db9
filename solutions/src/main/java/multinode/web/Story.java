package multinode.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import multinode.node.Node;
import multinode.process.Event;
import multinode.process.Event.Kind;
import multinode.process.Events;

/** What happened on a node: the last {@link #MOST} moments, and the last few of each server. */
final class Story implements AutoCloseable {

  /** How many moments are kept. */
  static final int MOST = 400;

  /** How many moments of a server are kept, and of how many servers. */
  private static final int EACH = 8;

  private static final int SERVERS = 2_000;

  /** What comes after the last of its sort by no more than this is one moment with it. */
  private static final Duration TOGETHER = Duration.ofMillis(700);

  /** The same for what is refused: discovery tries it again, once a minute at least. */
  private static final Duration TRIED_AGAIN = Duration.ofSeconds(90);

  /** What a node tells. None of it is frequent but for servers, which come and go in crowds. */
  private static final Set<Kind> TOLD =
      Set.of(
          Kind.NODE_UP,
          Kind.NODE_DOWN,
          Kind.MEMBER_UP,
          Kind.MEMBER_DOWN,
          Kind.REFUSED,
          Kind.OWNED,
          Kind.DISOWNED);

  private final String node;
  private final Events.Subscription listening;
  private final List<Moment> moments = new ArrayList<>();
  private final Map<String, List<Moment>> lately =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Moment>> eldest) {
          return size() > SERVERS;
        }
      };
  private long last;

  /** When something of a sort happened last. */
  private final Map<Kind, Instant> lastOf = new EnumMap<>(Kind.class);

  /** Begins to listen to a node. */
  Story(Node node) {
    this.node = node.self().toString();
    listening = node.events().listen(TOLD, this::heard);
  }

  private void heard(Event event) {
    add(event.at(), event.kind(), event.peer(), event.text());
  }

  /** Something that no event tells: who did what by a button. */
  void tell(String text) {
    add(Instant.now(), Kind.STARTED, "", text);
  }

  private synchronized void add(Instant at, Kind kind, String peer, String text) {
    boolean plain = kind == Kind.OWNED || kind == Kind.NODE_UP;
    String why = plain ? "" : text.lines().findFirst().orElse("");
    last++;
    Moment one = new Moment(node, last, last, at, kind, List.of(peer), why, 1);
    if (one.sort() == Moment.Sort.SERVERS) remember(one);
    int together = latest(one);
    if (together >= 0) {
      Collections.swap(moments, together, moments.size() - 1);
      moments.add(moments.removeLast().and(last, peer));
    } else {
      moments.add(one);
      if (moments.size() > MOST) moments.removeFirst();
    }
    lastOf.put(kind, at);
    notifyAll();
  }

  /** Where the moment is that this one belongs to: the last of its sort, if that was just now. */
  private int latest(Moment one) {
    if (one.sort() != Moment.Sort.SERVERS && one.sort() != Moment.Sort.REFUSED) return -1;
    Instant before = lastOf.getOrDefault(one.kind(), Instant.EPOCH);
    Duration longest = one.kind() == Kind.REFUSED ? TRIED_AGAIN : TOGETHER;
    if (Duration.between(before, one.at()).compareTo(longest) > 0) return -1;
    for (int i = moments.size() - 1; i >= Math.max(0, moments.size() - 4); i--) {
      if (moments.get(i).isLike(one)) return i;
    }
    return -1;
  }

  private void remember(Moment one) {
    List<Moment> all = lately.computeIfAbsent(one.peer(), unused -> new ArrayList<>(2));
    all.add(one);
    if (all.size() > EACH) all.removeFirst();
  }

  /** What has changed since a revision, the newest last. */
  synchronized List<Moment> since(long revision) {
    if (revision >= last) return List.of();
    return moments.stream().filter(moment -> moment.revision() > revision).toList();
  }

  /** Whether there is anything else than at that revision, which may be one of an earlier start. */
  synchronized boolean isNewer(long revision) {
    return revision != last;
  }

  /** Waits until there is, but not for longer. */
  synchronized void await(long revision, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (long left = limit.toNanos(); revision == last && left > 0; ) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = end - System.nanoTime();
    }
  }

  /** What a server did here of late. */
  synchronized List<Moment> of(String server) {
    return List.copyOf(lately.getOrDefault(server, List.of()));
  }

  @Override
  public void close() {
    listening.close();
  }
}
