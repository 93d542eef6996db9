package multinode.swarm;

import com.hazelcast.core.ReadOnly;
import com.hazelcast.map.EntryProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import multinode.process.Pid;

/**
 * A change of one entry, made as a whole by the member that keeps it, and then by the one that
 * keeps its copy. See Hazelcast's <a
 * href="https://docs.hazelcast.com/hazelcast/latest/data-structures/entry-processor">entry
 * processor</a>.
 *
 * @param <R> what comes of it; null when it changed nothing
 */
sealed interface Step<R> extends EntryProcessor<String, Entry, R> {

  /** "These servers are new, and mine." Whose it is, when it is not new. */
  record Claim(Map<String, Entry> entries) implements Step<Pid> {
    @Override
    public Pid process(Map.Entry<String, Entry> at) {
      if (at.getValue() != null) return at.getValue().host();
      at.setValue(entries.get(at.getKey()));
      return null;
    }
  }

  /** "What nobody runs any more is mine, and what I have run myself." */
  record Adopt(Pid host, Map<String, Integer> members) implements Step<Entry> {
    @Override
    public Entry process(Map.Entry<String, Entry> at) {
      Entry entry = at.getValue();
      if (entry == null || !entry.host().equals(host) && !entry.isOrphan(members)) return null;
      return taken(at, host);
    }
  }

  /** "These have been offered to me, with these numbers." Not those that have another one now. */
  record Take(Pid host, Map<String, Long> fences) implements Step<Entry> {
    @Override
    public Entry process(Map.Entry<String, Entry> at) {
      Entry entry = at.getValue();
      boolean asOffered =
          entry != null
              && (Long.valueOf(entry.fence()).equals(fences.get(at.getKey()))
                  || entry.host().equals(host));
      return asOffered ? taken(at, host) : null;
    }
  }

  private static Entry taken(Map.Entry<String, Entry> at, Pid host) {
    Entry taken = at.getValue().takenBy(host);
    at.setValue(taken);
    return taken;
  }

  /** Whose a server is, and in which groups it is. */
  record Seat(Pid host, long fence, List<String> groups) {}

  /** "Whose is it?" */
  record Peek() implements Step<Seat>, ReadOnly {
    @Override
    public Seat process(Map.Entry<String, Entry> at) {
      Entry entry = at.getValue();
      return entry == null ? null : new Seat(entry.host(), entry.fence(), entry.groups());
    }
  }

  /** "Keep this state." False when it does not come from the owner. */
  record Keep(Pid host, long fence, Optional<byte[]> state) implements Step<Boolean> {
    @Override
    public Boolean process(Map.Entry<String, Entry> at) {
      Optional<Entry> kept =
          Optional.ofNullable(at.getValue()).flatMap(entry -> entry.keeping(state, host, fence));
      kept.ifPresent(at::setValue);
      return kept.isPresent();
    }
  }

  /** "I give my ownership its next number." Done once only. False when it is not the owner's. */
  record Renew(Pid host, long fence) implements Step<Boolean> {
    @Override
    public Boolean process(Map.Entry<String, Entry> at) {
      Entry entry = at.getValue();
      if (entry == null || !entry.host().equals(host)) return false;
      if (entry.fence() == fence) taken(at, host);
      return entry.fence() == fence || entry.fence() == fence + 1;
    }
  }

  /** "It is in this group now, or not any more." False when there is no such server. */
  record Regroup(String group, boolean in) implements Step<Boolean> {
    @Override
    public Boolean process(Map.Entry<String, Entry> at) {
      if (at.getValue() == null) return false;
      List<String> groups = new ArrayList<>(at.getValue().groups());
      groups.remove(group);
      if (in) groups.add(group);
      at.setValue(at.getValue().in(List.copyOf(groups)));
      return true;
    }
  }

  /** "I have taken it, and cannot run it: it is that host's again." */
  record GiveBack(Pid host, Pid former) implements Step<Boolean> {
    @Override
    public Boolean process(Map.Entry<String, Entry> at) {
      boolean mine = at.getValue() != null && at.getValue().host().equals(host);
      if (mine) taken(at, former);
      return mine;
    }
  }

  /** "It is no more." False when this host does not run it. */
  record Forget(Pid host) implements Step<Boolean> {
    @Override
    public Boolean process(Map.Entry<String, Entry> at) {
      boolean mine = at.getValue() != null && at.getValue().host().equals(host);
      if (mine) at.setValue(null);
      return mine;
    }
  }
}
