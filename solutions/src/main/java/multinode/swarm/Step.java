package multinode.swarm;

import com.hazelcast.core.ReadOnly;
import com.hazelcast.map.EntryProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private static boolean isOf(Pid host, Entry entry) {
    return entry != null && entry.host().equals(host);
  }

  /**
   * Whose a server is after a claim, and whether it was made by that, be it in a former attempt.
   */
  record Claimed(Seat seat, boolean put) {}

  /** "This server is new, and mine." */
  record Claim(Entry mine) implements Step<Claimed> {
    @Override
    public Claimed process(Map.Entry<String, Holder> at) {
      Holder before = at.getValue();
      boolean free = before == null || before instanceof Gone;
      if (free) Gone.set(at, before == null ? mine : mine.numbered(before.fence() + 1));
      boolean again = before instanceof Entry entry && isClaim(mine, entry);
      return new Claimed(Seat.of(at.getValue()), free || again);
    }
  }

  /** "If nobody runs it any more, it is mine, and if I have run it myself." */
  record Adopt(Pid host, Map<String, Integer> members) implements Step<Entry> {
    @Override
    public Entry process(Map.Entry<String, Holder> at) {
      Entry entry = server(at);
      return isOf(host, entry) || entry != null && entry.isOrphan(members) ? taken(at, host) : null;
    }
  }

  /** "It has been offered to me, with this number." Not if it has another one now. */
  record Take(Pid host, long fence) implements Step<Entry> {
    @Override
    public Entry process(Map.Entry<String, Holder> at) {
      Entry entry = server(at);
      boolean asOffered = entry != null && (entry.fence() == fence || isOf(host, entry));
      return asOffered ? taken(at, host) : null;
    }
  }

  private static Entry taken(Map.Entry<String, Holder> at, Pid host) {
    Entry taken = server(at).takenBy(host);
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

  /** "Which states of other parts does it not know yet?" */
  record Others() implements Step<List<byte[]>>, ReadOnly {
    @Override
    public List<byte[]> process(Map.Entry<String, Holder> at) {
      return at.getValue() instanceof Entry entry ? entry.past().others() : List.of();
    }
  }

  /** "Keep this state." False when it does not come from the owner. */
  record Keep(Pid host, long fence, Optional<byte[]> state) implements Step<Boolean> {
    @Override
    public Boolean process(Map.Entry<String, Holder> at) {
      Optional<Entry> kept =
          Optional.ofNullable(server(at)).flatMap(entry -> entry.keeping(state, host, fence));
      kept.ifPresent(at::setValue);
      return kept.isPresent();
    }
  }

  /** "Keep this state, in which these states of others are." */
  record Resolve(Keep keep, List<byte[]> told) implements Step<Boolean> {
    @Override
    public Boolean process(Map.Entry<String, Holder> at) {
      boolean kept = keep.process(at);
      if (kept) at.setValue(server(at).with(server(at).past().resolved(told)));
      return kept;
    }
  }

  /** "I have run it in another part, up to this state." False when there is no such server. */
  record Tell(byte[] state) implements Step<Boolean> {
    @Override
    public Boolean process(Map.Entry<String, Holder> at) {
      Entry entry = server(at);
      if (entry != null) at.setValue(entry.with(entry.past().told(state)));
      return entry != null;
    }
  }

  /** "I give my ownership its next number." Done once only. False when it is not the owner's. */
  record Renew(Pid host, long fence) implements Step<Boolean> {
    @Override
    public Boolean process(Map.Entry<String, Holder> at) {
      Entry entry = server(at);
      if (!isOf(host, entry)) return false;
      if (entry.fence() == fence) taken(at, host);
      return entry.fence() == fence || entry.fence() == fence + 1;
    }
  }

  /** "It is in this group now, or not any more." False when there is no such server. */
  record Regroup(String group, boolean in) implements Step<Boolean> {
    @Override
    public Boolean process(Map.Entry<String, Holder> at) {
      Entry entry = server(at);
      if (entry == null) return false;
      List<String> groups = new ArrayList<>(entry.groups());
      groups.remove(group);
      if (in) groups.add(group);
      at.setValue(entry.in(List.copyOf(groups)));
      return true;
    }
  }

  /** "I have taken it, and cannot run it: it is that host's again." */
  record GiveBack(Pid host, Pid former) implements Step<Boolean> {
    @Override
    public Boolean process(Map.Entry<String, Holder> at) {
      boolean mine = isOf(host, server(at));
      if (mine) taken(at, former);
      return mine;
    }
  }

  /**
   * "It has done what it was for, or cannot be." False when it is not this ownership's any more.
   * Who goes on with it in another part of the network, under a higher number, has not ended it.
   */
  record Forget(Pid host, long fence) implements Step<Boolean> {
    @Override
    public Boolean process(Map.Entry<String, Holder> at) {
      Entry entry = server(at);
      boolean mine = isOf(host, entry) && entry.fence() >= fence;
      if (mine) Gone.set(at, new Gone(host, entry.fence(), false));
      return mine;
    }
  }

  /**
   * "I take my claim back: too few stand behind it." Nobody has been told of it. False when another
   * part of the network has claimed the name as well, and its server is in this entry by now.
   */
  record Undo(Entry claimed) implements Step<Boolean> {
    @Override
    public Boolean process(Map.Entry<String, Holder> at) {
      Entry entry = server(at);
      boolean mine = entry != null && isClaim(claimed, entry);
      if (mine) Gone.set(at, new Gone(entry.host(), entry.fence() - 1, false));
      return mine;
    }
  }

  /** Whether an entry is as this claim has made it. */
  private static boolean isClaim(Entry claimed, Entry entry) {
    return entry.past().equals(claimed.past().claimedAt(entry.fence()));
  }

  /** "It is no more, on any host." Who ran it; null when nobody did. */
  record Remove() implements Step<Seat> {
    @Override
    public Seat process(Map.Entry<String, Holder> at) {
      if (server(at) == null) return null;
      Seat before = Seat.of(at.getValue());
      Gone.put(at);
      return before;
    }
  }

  /** "I run this, and the table does not know it." False when it knows something else. */
  record Restore(Entry entry) implements Step<Boolean> {
    @Override
    public Boolean process(Map.Entry<String, Holder> at) {
      if (at.getValue() == null) at.setValue(entry);
      Entry now = server(at);
      return isOf(entry.host(), now)
          && now.fence() == entry.fence()
          && now.past().claim().equals(entry.past().claim());
    }
  }
}
