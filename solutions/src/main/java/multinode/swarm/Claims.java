package multinode.swarm;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import multinode.process.Context;
import multinode.process.Pid;

/**
 * Makes entries of the table this node's, many names at once: those that are new, those that nobody
 * runs any more, and those that were offered to it. What comes of it is {@link Host.Heard} by the
 * host. For the host's process.
 */
final class Claims {

  private final LocalSwarm local;
  private final Table table;
  private final Performer performer;
  private final Context self;
  private final Pid me;
  private final Map<String, HostRequest.New> added = new HashMap<>();
  private final Set<String> orphans = new HashSet<>();
  private final Map<String, Long> offers = new HashMap<>();
  private long lastClaim = System.nanoTime();

  Claims(LocalSwarm local, Performer performer, Context self) {
    this.local = local;
    this.performer = performer;
    this.self = self;
    me = self.self();
    table = local.table();
  }

  /** A new server is to be claimed at the next {@link #flush}. */
  void claim(String name, HostRequest.New server) {
    added.put(name, server);
  }

  /** A server that nobody runs is to be taken over at the next {@link #flush}. */
  void adopt(String name) {
    orphans.add(name);
  }

  /** A server was offered. Those that are offered together are taken together. */
  void take(String name, long fence) {
    // This comes after the others that are on their way by now.
    if (offers.isEmpty()) self.send(me, new Performer.Do(this::take));
    offers.put(name, fence);
  }

  private void take() {
    Map<String, Long> all = Map.copyOf(offers);
    offers.clear();
    performer.ask(all.keySet(), one -> taken(all.keySet(), table.take(all, local.me())));
  }

  /** Asks the table for all that it was to be asked for while one message was handled. */
  void flush() {
    Map<String, Entry> entries = new HashMap<>();
    long number = ++lastClaim;
    added.forEach((name, server) ->
        entries.put(
            name,
            Entry.first(server.server(), server.groups(), local.me())
                .with(Past.claimed(local.me(), number, server.request()))));
    Set<String> names = Set.copyOf(orphans);
    added.clear();
    orphans.clear();
    if (!entries.isEmpty()) performer.ask(entries.keySet(), one -> claimed(one, entries, Map.of()));
    if (!names.isEmpty()) performer.ask(names, one -> adopted(names));
  }

  /**
   * Claims these.
   *
   * @param over the tombstones of those whose last server has ended
   */
  private Map<String, News> claimed(
      Context one, Map<String, Entry> entries, Map<String, Seat> over) {
    local.support().awaitMerged(one);
    Map<String, Step.Claimed> known = table.claim(entries, over);
    boolean supported = local.support().isSure();
    Map<String, News> news = new HashMap<>();
    Set<String> mine = new HashSet<>();
    Map<String, Seat> gone = new HashMap<>();
    known.forEach((name, claim) -> {
      Seat seat = claim.seat();
      if (claim.put() && !supported) {
        table.change(name, new Step.Undo(entries.get(name)));
      } else if (claim.put()) {
        news.put(name, new News.Took(entries.get(name).numbered(seat.fence()), true));
      } else if (seat.isOf(local.me())) {
        mine.add(name);
      } else if (seat.isGone()) {
        gone.put(name, seat);
      } else {
        news.put(name, new News.NotTaken(Optional.of(seat)));
      }
    });
    if (!supported) throw new IllegalStateException("too few members know this one");
    if (!mine.isEmpty()) news.putAll(adoptedNow(mine));
    Map<String, Entry> later = new HashMap<>(entries);
    later.keySet().retainAll(gone.keySet());
    if (!later.isEmpty()) one.send(me, new Performer.Do(() -> claimAfter(gone, later)));
    return news;
  }

  /** Where somebody has ended the last server of a name, it ends before the next one begins. */
  private void claimAfter(Map<String, Seat> gone, Map<String, Entry> entries) {
    performer.ask(
        entries.keySet(),
        one -> {
          new Endings(local).await(one, gone);
          return claimed(one, entries, gone);
        });
  }

  /**
   * A node that is being cut off loses the others one after the other: it must not take over from
   * the first of them what the rest goes on with.
   */
  private Map<String, News> adopted(Set<String> names) {
    if (!local.support().isSure()) throw new IllegalStateException("too few members know this one");
    return adoptedNow(names);
  }

  private Map<String, News> adoptedNow(Set<String> names) {
    return taken(names, table.adopt(names, local.me(), local.cluster().starts()));
  }

  private static Map<String, News> taken(Set<String> names, Map<String, Entry> taken) {
    Map<String, News> news = new HashMap<>();
    names.forEach(name -> news.put(name, new News.NotTaken(Optional.empty())));
    taken.forEach((name, entry) -> news.put(name, new News.Took(entry, false)));
    return news;
  }
}
