package multinode.registry;

import com.hazelcast.map.EntryProcessor;
import java.util.Map;
import java.util.Optional;
import multinode.process.Pid;

/**
 * A change of one name for processes, made as a whole by the member that keeps the name, and then
 * by the one that keeps its copy: exactly the process that held it gives it to the next, or to
 * nobody. Tells who held it before; null when nobody did.
 *
 * @param from the process that must hold it; empty when nobody may
 * @param to the process that holds it then; empty when it is free
 */
record Hold(Optional<Pid> from, Optional<Pid> to)
    implements EntryProcessor<String, Holder, Hold.Found> {

  /** Who holds a name: a process, or the host of a server. */
  record Found(Pid host, boolean process) {}

  @Override
  public Found process(Map.Entry<String, Holder> at) {
    Holder before = at.getValue();
    Found found = found(before);
    if (!Optional.ofNullable(found).equals(from.map(pid -> new Found(pid, true)))) return found;
    if (to.isPresent()) {
      at.setValue(new Pinned(to.get(), before == null ? 1 : before.fence() + 1));
    } else if (from.isPresent()) {
      at.setValue(before.gone());
    }
    return found;
  }

  static Found found(Holder holder) {
    return holder == null || holder instanceof Gone
        ? null
        : new Found(holder.host(), holder instanceof Pinned);
  }
}
