package multinode.web;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import multinode.cluster.Seldom;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.genserver.Request;
import multinode.node.Node;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.process.RegisteredName;
import multinode.swarm.Swarm;

/**
 * The whole cluster as this node sees it. While somebody looks, the witness of each linked node is
 * asked how it is, again and again, and answers when there is something new; while nobody looks,
 * nobody is asked.
 */
final class Scene implements AutoCloseable {

  /** How long after an answer a node is asked again. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** How long a node has for its answer, and after what time without one it is silent. */
  private static final Duration LIMIT = Duration.ofMillis(1_200);

  /** How long the first look of a page waits for all. */
  private static final Duration FIRST = Duration.ofMillis(300);

  /** For how long a node that is gone is shown. */
  private static final Duration MEMORY = Duration.ofMinutes(10);

  /** What is known of a node. */
  private static final class Known {
    volatile Optional<NodeLook> look = Optional.empty();
    volatile Instant heard = Instant.EPOCH;
    volatile boolean silent;
    volatile long revision;
    volatile boolean asking;
  }

  private final Node node;
  private final Cuts cuts;
  private final Chronicle chronicle = new Chronicle();
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private int watchers;
  private boolean looking;
  private final Seldom failures = new Seldom(MEMORY);
  private volatile boolean closed;

  Scene(Node node, Cuts cuts) {
    this.node = node;
    this.cuts = cuts;
  }

  /** The links that are cut. */
  Cuts cuts() {
    return cuts;
  }

  Chronicle chronicle() {
    return chronicle;
  }

  /** Somebody looks until this is closed. */
  synchronized Watching watch() {
    watchers++;
    if (!looking) Thread.ofVirtual().name("page watches").start(this::keepLooking);
    looking = true;
    return this::unwatch;
  }

  /** That somebody looks. */
  interface Watching extends AutoCloseable {
    @Override
    void close();
  }

  private synchronized void unwatch() {
    watchers--;
  }

  /** How many look. */
  synchronized int watchers() {
    return watchers;
  }

  private synchronized boolean isWatched() {
    return watchers > 0 && !closed;
  }

  /** One at a time; the next who looks starts another. */
  private synchronized boolean goesOn() {
    looking = isWatched();
    return looking;
  }

  private void keepLooking() {
    try {
      while (goesOn()) {
        lookAtAll();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What goes wrong in one round must not be the end of all. */
  private void lookAtAll() {
    try {
      round(true);
    } catch (RuntimeException | Error e) {
      if (failures.tells("round")) {
        WebServer.LOG.log(Level.WARNING, "cannot look at the cluster just now", e);
      }
    }
  }

  /** Asks everybody now, unless that is being done anyway; waits for them, but not long. */
  void refresh() {
    if (isWatched() && own().isPresent()) return;
    try {
      round(false).await(FIRST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CountDownLatch round(boolean waits) {
    Set<String> all = linked();
    all.add(me());
    CountDownLatch left = new CountDownLatch(all.size());
    for (String one : all) {
      Known its = known.computeIfAbsent(one, unused -> new Known());
      if (its.asking) {
        left.countDown();
        continue;
      }
      its.asking = true;
      Thread.ofVirtual()
          .name("page asks " + one)
          .start(() -> {
            try {
              ask(one, its, waits);
            } finally {
              its.asking = false;
              left.countDown();
            }
          });
    }
    return left;
  }

  private void ask(String one, Known its, boolean waits) {
    try {
      NodeLook look = ask(one, new WitnessRequest.Look(its.revision, waits), LIMIT);
      Instant now = Instant.now();
      boolean again = its.look.filter(old -> old.incarnation() != look.incarnation()).isPresent();
      if (again && its.revision > 0) {
        its.revision = 0; // Another start of the node: its story begins at 1 again.
        its.look = Optional.empty();
        ask(one, its, false);
        return;
      }
      chronicle.add(look, Duration.between(now, look.now()));
      for (Moment moment : look.moments()) {
        its.revision = Math.max(its.revision, moment.revision());
      }
      its.look = Optional.of(look);
      its.heard = now;
      its.silent = false;
    } catch (CallFailed e) {
      if (e.reason().equals(ExitReason.NOPROC)) its.heard = Instant.now();
      its.silent = !e.reason().equals(ExitReason.NOPROC);
    } catch (RuntimeException closing) {
      its.silent = true;
    }
  }

  /** Asks the witness of a node. */
  <R> R ask(String which, Request<R> request, Duration limit) {
    return node.run(
        self -> GenServer.call(self, new RegisteredName(Witness.NAME, which), request, limit));
  }

  /** Something that differs whenever the houses, or what they tell, may look different. */
  Object stamp() {
    List<Object> stamp = new ArrayList<>();
    known.forEach((one, its) ->
        stamp.add(List.of(one, its.silent, its.revision, its.look.map(NodeLook::still))));
    stamp.add(node.nodes());
    stamp.add(cuts.all());
    for (Swarm swarm : node.parts().all(Swarm.class)) stamp.add(swarm.cluster().members());
    return stamp;
  }

  /** What this node's own witness has said. */
  private Optional<NodeLook> own() {
    return Optional.ofNullable(known.get(me())).flatMap(its -> its.look);
  }

  private String me() {
    return node.self().toString();
  }

  private Set<String> linked() {
    Set<String> linked = new TreeSet<>();
    node.nodes().forEach(one -> linked.add(one.toString()));
    return linked;
  }

  /** All nodes, sorted by name; this one is among them. */
  List<House> houses() {
    Set<String> linked = linked();
    Set<String> members = new TreeSet<>();
    for (Swarm swarm : node.parts().all(Swarm.class)) {
      for (NodeName member : swarm.cluster().members()) members.add(member.toString());
    }
    Set<String> all = new TreeSet<>(known.keySet());
    all.addAll(linked);
    all.addAll(members);
    all.add(me());
    recentlyLost().forEach(all::add);
    List<House> houses = new ArrayList<>();
    for (String one : all) {
      Known its = known.getOrDefault(one, new Known());
      House.State state = state(one, its, linked, members);
      Instant since = its.heard.equals(Instant.EPOCH) ? lastSeen(one) : its.heard;
      if (state == House.State.GONE && since.isBefore(Instant.now().minus(MEMORY))) {
        known.remove(one);
        continue;
      }
      houses.add(new House(one, state, its.look, since));
    }
    return houses;
  }

  private House.State state(String one, Known its, Set<String> linked, Set<String> members) {
    if (one.equals(me())) return House.State.HERE;
    if (linked.contains(one)) return its.silent ? House.State.SILENT : House.State.UP;
    boolean cut = cuts.between(me(), one);
    boolean others =
        known.entrySet().stream()
            .filter(other -> linked.contains(other.getKey()))
            .anyMatch(other ->
                other.getValue().look.filter(look -> look.links().contains(one)).isPresent());
    if (others || cut) return House.State.CUT;
    return members.contains(one) ? House.State.SILENT : House.State.GONE;
  }

  private List<String> recentlyLost() {
    return chronicle.all().stream()
        .filter(told -> told.moment().sort() == Moment.Sort.MEMBERS)
        .map(told -> told.moment().peer())
        .toList();
  }

  private Instant lastSeen(String one) {
    return chronicle.all().stream()
        .filter(told -> told.moment().peer().equals(one))
        .map(told -> told.moment().at())
        .findFirst()
        .orElse(Instant.EPOCH);
  }

  @Override
  public void close() {
    closed = true;
  }
}
