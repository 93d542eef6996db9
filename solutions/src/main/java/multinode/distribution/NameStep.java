package multinode.distribution;

import com.hazelcast.core.ReadOnly;
import com.hazelcast.map.EntryProcessor;
import java.util.Map;
import multinode.process.Pid;

/**
 * A change of one name for a process, made as a whole by the member that keeps the name, and then
 * by the one that keeps its copy. Made twice it does no more than once.
 *
 * @param <R> what comes of it; null when there is nothing to tell
 */
sealed interface NameStep<R> extends EntryProcessor<String, Holder, R> {

  /** Who holds a name: a process, or the host of a server. */
  record Found(Pid host, boolean process) {}

  private static Found found(Map.Entry<String, Holder> at) {
    return switch (at.getValue()) {
      case null -> null;
      case Gone _ -> null;
      case Pinned(Pid pid, long _) -> new Found(pid, true);
      case Holder server -> new Found(server.host(), false);
    };
  }

  private static void pin(Map.Entry<String, Holder> at, Pid pid) {
    long fence = at.getValue() == null ? 1 : at.getValue().gone().fence();
    Gone.set(at, new Pinned(pid, fence));
  }

  /** "It is this process's, unless somebody holds it." Who does; null when nobody did. */
  record Put(Pid pid) implements NameStep<Found> {
    @Override
    public Found process(Map.Entry<String, Holder> at) {
      Found found = found(at);
      if (found == null) pin(at, pid);
      return found;
    }
  }

  /** "It goes from the one to the other." False when the one does not hold it. */
  record Replace(Pid old, Pid pid) implements NameStep<Boolean> {
    @Override
    public Boolean process(Map.Entry<String, Holder> at) {
      Found found = found(at);
      if (new Found(pid, true).equals(found)) return true;
      boolean held = new Found(old, true).equals(found);
      if (held) pin(at, pid);
      return held;
    }
  }

  /** "It is free." False when this process does not hold it. */
  record Remove(Pid pid) implements NameStep<Boolean> {
    @Override
    public Boolean process(Map.Entry<String, Holder> at) {
      boolean held = new Found(pid, true).equals(found(at));
      if (held) Gone.put(at);
      return held;
    }
  }

  /** "Who holds it?" */
  record Look() implements NameStep<Found>, ReadOnly {
    @Override
    public Found process(Map.Entry<String, Holder> at) {
      return found(at);
    }
  }
}
