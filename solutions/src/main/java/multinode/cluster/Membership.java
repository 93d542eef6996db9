package multinode.cluster;

import com.hazelcast.cluster.Member;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import multinode.process.Event;
import multinode.process.Events;
import multinode.process.NodeName;
import multinode.process.Pid;

/** Who is a member of a topology, as far as one node knows: whom discovery has found. */
final class Membership {

  /** Member attributes: the name of the node, and which start of it. */
  static final String NODE = "multinode.node";

  static final String INCARNATION = "multinode.incarnation";

  /** How the text of a {@code MEMBER_DOWN} begins: it said that it leaves, or it did not. */
  static final String LEFT = "left";

  static final String LOST = "lost";

  /** One start of one node. */
  private record Start(String node, int incarnation) {}

  private final Events events;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Set<Start> gone = ConcurrentHashMap.newKeySet();
  private final Set<NodeName> leaving = ConcurrentHashMap.newKeySet();
  private volatile long lostAt = System.nanoTime() - Long.MAX_VALUE / 2;
  private volatile SortedMap<NodeName, Integer> view = Collections.emptySortedMap();

  /** Nobody is known yet; changes are told as events. */
  Membership(Events events) {
    this.events = events;
  }

  /** Has something called after each change. */
  void listen(Runnable listener) {
    listeners.add(listener);
  }

  /** These are the members now, the eldest first; those that are no nodes of ours do not count. */
  void update(Collection<Member> members) {
    SortedMap<NodeName, Integer> now = new TreeMap<>();
    starts(members).forEach((node, start) -> now.put(NodeName.parse(node), start));
    if (change(now)) listeners.forEach(Runnable::run);
  }

  /** In which start each of these members is, by node; those that are no nodes do not count. */
  static SortedMap<String, Integer> starts(Collection<Member> members) {
    SortedMap<String, Integer> starts = new TreeMap<>();
    for (Member member : members) {
      String node = member.getAttribute(NODE);
      if (node != null) starts.put(node, Integer.parseInt(member.getAttribute(INCARNATION)));
    }
    return starts;
  }

  private synchronized boolean change(SortedMap<NodeName, Integer> now) {
    SortedMap<NodeName, Integer> before = view;
    if (now.equals(before)) return false;
    before.forEach((node, incarnation) -> {
      if (incarnation.equals(now.get(node))) return;
      gone.add(new Start(node.toString(), incarnation));
      String how = leaving.remove(node) ? LEFT : LOST;
      events.emit(Event.Kind.MEMBER_DOWN, node, () -> how + "; members: " + names(now));
    });
    view = Collections.unmodifiableSortedMap(now);
    if (!now.keySet().containsAll(before.keySet())) lostAt = System.nanoTime();
    now.forEach((node, incarnation) -> {
      if (incarnation.equals(before.get(node))) return;
      gone.remove(new Start(node.toString(), incarnation));
      events.emit(Event.Kind.MEMBER_UP, node, () -> "members: " + names(now));
    });
    return true;
  }

  private static String names(SortedMap<NodeName, Integer> members) {
    return members.keySet().stream().map(NodeName::toString).collect(Collectors.joining(", "));
  }

  /**
   * A member says that it leaves: when it is gone, it has not been lost; and nobody connects it any
   * more, although it is a member until Hazelcast says otherwise.
   */
  void leaving(NodeName node) {
    if (view.containsKey(node)) leaving.add(node);
  }

  /** When a member went, as {@link System#nanoTime} counts; long ago when none has. */
  long lostAt() {
    return lostAt;
  }

  /** The members, sorted. */
  SortedSet<NodeName> nodes() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(view.keySet()));
  }

  /** The members that have not said that they leave: those to keep connected. */
  SortedSet<NodeName> staying() {
    SortedSet<NodeName> staying = new TreeSet<>(view.keySet());
    staying.removeAll(leaving);
    return staying;
  }

  /** Whether a process runs on a member, in that start of it. */
  boolean has(Pid pid) {
    return Integer.valueOf(pid.incarnation()).equals(view.get(NodeName.parse(pid.node())));
  }

  /** Whether the node of a process has been a member and is none any more, in that start of it. */
  boolean isGone(Pid pid) {
    return gone.contains(new Start(pid.node(), pid.incarnation()));
  }
}
