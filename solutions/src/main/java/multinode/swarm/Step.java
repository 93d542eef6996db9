package multinode.swarm;

import com.hazelcast.core.ReadOnly;
import com.hazelcast.map.EntryProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import multinode.process.Pid;
import multinode.registry.Gone;
import multinode.registry.Holder;

/**
 * A change of one entry, made as a whole by the member that keeps it, and then by the one that
 * keeps its copy. See Hazelcast's <a
 * href="https://docs.hazelcast.com/hazelcast/latest/data-structures/entry-processor">entry
 * processor</a>. A pure function: the explorer runs these as they are.
 *
 * @param <R> what comes of it; null when it changed nothing
 */
sealed interface Step<R> extends EntryProcessor<String, Holder, R> {

  /** The entry of a server; null when a process holds the name, or nobody. */
  private static Entry server(Map.Entry<String, Holder> at) {
    return at.getValue() instanceof Entry entry ? entry : null;
  }

  /** The same entry, if it is this host's. */
  private static Optional<Entry> owned(Entry entry, Pid host) {
    return Optional.ofNullable(entry).filter(one -> one.host().equals(host));
  }

  /**
   * Whose a server is after a claim, and whether it was made by that, be it in a former attempt.
   */
  record Claimed(Seat seat, boolean put) {}

  /**
   * "This server is new, and mine." Not while the last server of its name may still be ending on
   * another host, since somebody else has ended it: the seat is its tombstone then.
   *
   * @param over the number of a tombstone whose server has ended; 0 for none
   */
  record Claim(Entry mine, long over) implements Step<Claimed> {
    @Override
    public Claimed process(Map.Entry<String, Holder> at) {
      Holder before = at.getValue();
      boolean free = before == null || before instanceof Gone gone && isOver(gone);
      if (free) at.setValue(before == null ? mine : mine.numbered(before.fence() + 1));
      boolean again = before instanceof Entry entry && isClaim(mine, entry);
      return new Claimed(Seat.of(at.getValue()), free || again);
    }

    /** A process that held the name lives on without it: only of a server the host has no id. */
    private boolean isOver(Gone gone) {
      return !gone.unregistered()
          || gone.host().id() > 0
          || gone.host().equals(mine.host())
          || gone.fence() == over;
    }
  }

  /** "If nobody runs it any more, it is mine, and if I have run it myself." */
  record Adopt(Pid host, Map<String, Integer> members) implements Step<Entry> {
    @Override
    public Entry process(Map.Entry<String, Holder> at) {
      return taken(at, host, entry -> entry.host().equals(host) || entry.isOrphan(members));
    }
  }

  /** "It has been offered to me, with this number." Not if it has another one now. */
  record Take(Pid host, long fence) implements Step<Entry> {
    @Override
    public Entry process(Map.Entry<String, Holder> at) {
      return taken(at, host, entry -> entry.host().equals(host) || entry.fence() == fence);
    }
  }

  private static Entry taken(Map.Entry<String, Holder> at, Pid host, Predicate<Entry> may) {
    Entry entry = server(at);
    if (entry == null || !may.test(entry)) return null;
    Entry taken = entry.takenBy(host);
    at.setValue(taken);
    return taken;
  }

  /** "Whose is it?" */
  record Peek() implements Step<Seat>, ReadOnly {
    @Override
    public Seat process(Map.Entry<String, Holder> at) {
      return Seat.of(at.getValue());
    }
  }

  /**
   * A change of a server's entry that is made or refused. Tells whether it was made: false when
   * there is no such server, or the change is not this host's to make.
   */
  sealed interface Change extends Step<Boolean> {

    /** What is under the name then; empty when the change is refused. */
    Optional<? extends Holder> apply(Entry entry);

    @Override
    default Boolean process(Map.Entry<String, Holder> at) {
      Optional<? extends Holder> changed = Optional.ofNullable(server(at)).flatMap(this::apply);
      changed.ifPresent(at::setValue);
      return changed.isPresent();
    }
  }

  /** "Keep this state." Refused when it does not come from the owner. */
  record Keep(Pid host, long fence, Optional<byte[]> state) implements Change {
    @Override
    public Optional<Entry> apply(Entry entry) {
      return entry.keeping(state, host, fence);
    }
  }

  /** "Keep this state, in which these states of others are." */
  record Resolve(Keep keep, List<byte[]> told) implements Change {
    @Override
    public Optional<Entry> apply(Entry entry) {
      return keep.apply(entry).map(kept -> kept.with(kept.past().resolved(told)));
    }
  }

  /** "I have run it in another part, up to this state." */
  record Tell(byte[] state) implements Change {
    @Override
    public Optional<Entry> apply(Entry entry) {
      return Optional.of(entry.with(entry.past().told(state)));
    }
  }

  /** "I give my ownership its next number." Done once only. Refused when it is not the owner's. */
  record Renew(Pid host, long fence) implements Change {
    @Override
    public Optional<Entry> apply(Entry entry) {
      if (entry.fence() == fence + 1) return owned(entry, host);
      return owned(entry, host)
          .filter(mine -> mine.fence() == fence)
          .map(mine -> mine.takenBy(host));
    }
  }

  /** "It is in this group now, or not any more." */
  record Regroup(String group, boolean in) implements Change {
    @Override
    public Optional<Entry> apply(Entry entry) {
      List<String> groups = new ArrayList<>(entry.groups());
      groups.removeIf(group::equals);
      if (in) groups.add(group);
      return Optional.of(entry.in(List.copyOf(groups)));
    }
  }

  /** "I have taken it under this number, and cannot run it: it is that host's again." */
  record GiveBack(Pid host, long fence, Pid former) implements Change {
    @Override
    public Optional<Entry> apply(Entry entry) {
      return owned(entry, host)
          .filter(mine -> mine.fence() == fence)
          .map(mine -> mine.takenBy(former));
    }
  }

  /**
   * "It has done what it was for, or cannot be." Refused when it is not this ownership's any more:
   * it was registered again, or somebody goes on with it, perhaps this host.
   */
  record Forget(Pid host, long fence) implements Change {
    @Override
    public Optional<Gone> apply(Entry entry) {
      return owned(entry, host)
          .filter(mine -> mine.fence() == fence)
          .map(mine -> new Gone(host, mine.fence(), false));
    }
  }

  /**
   * "I take my claim back: too few stand behind it." Nobody has been told of it. Refused when
   * another part of the network has claimed the name as well, and its server is in this entry by
   * now.
   */
  record Undo(Entry claimed) implements Change {
    @Override
    public Optional<Gone> apply(Entry entry) {
      return isClaim(claimed, entry)
          ? Optional.of(new Gone(entry.host(), entry.fence() - 1, false))
          : Optional.empty();
    }
  }

  /** Whether an entry is as this claim has made it. */
  private static boolean isClaim(Entry claimed, Entry entry) {
    return entry.past().equals(claimed.past().claimedAt(entry.fence()));
  }

  /** The tombstone of a name, and whether it is of now. */
  record Removed(Seat gone, boolean now) {}

  /**
   * "It is no more, on any host." Who has run it, be it that somebody has ended it before; null
   * when nobody has.
   */
  record Remove() implements Step<Removed> {
    @Override
    public Removed process(Map.Entry<String, Holder> at) {
      boolean now = server(at) != null;
      if (now) Gone.put(at);
      return at.getValue() instanceof Gone gone ? new Removed(Seat.of(gone), now) : null;
    }
  }

  /** "I run this, and the table does not know it." False when it knows something else. */
  record Restore(Entry entry) implements Step<Boolean> {
    @Override
    public Boolean process(Map.Entry<String, Holder> at) {
      if (at.getValue() == null) at.setValue(entry);
      return owned(server(at), entry.host())
          .filter(now -> now.fence() == entry.fence())
          .filter(now -> now.past().claim().equals(entry.past().claim()))
          .isPresent();
    }
  }
}
