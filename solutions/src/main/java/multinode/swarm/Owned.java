package multinode.swarm;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import multinode.process.Event;
import multinode.process.Events;
import multinode.process.ExitReason;
import multinode.process.Pid;

/** The servers that run on this node, also while one host follows another. Any thread may ask. */
final class Owned {

  private final Events events;
  private final Map<Pid, String> names = new ConcurrentHashMap<>();

  Owned(Events events) {
    this.events = events;
  }

  /** All, sorted, and their processes. */
  SortedMap<String, Pid> all() {
    SortedMap<String, Pid> all = new TreeMap<>();
    names.forEach((pid, name) -> all.put(name, pid));
    return all;
  }

  /** A server runs here now. */
  void add(String name, Pid pid) {
    names.put(pid, name);
    events.emit(Event.Kind.OWNED, name, () -> "it runs as " + pid);
  }

  /** A process has ended; told when it was a server's that ran here. */
  void remove(Pid pid, ExitReason reason) {
    String name = names.remove(pid);
    if (name != null) events.emit(Event.Kind.DISOWNED, name, reason::toString);
  }

  /** A host begins: the servers of the one before it have ended with it. */
  void clear() {
    Set.copyOf(names.keySet()).forEach(pid -> remove(pid, Reasons.HOST_ENDED));
  }
}
