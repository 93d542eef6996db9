package multinode.swarm;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import multinode.process.Body;
import multinode.process.Context;
import multinode.process.Down;
import multinode.process.Pid;

/** Where servers were last seen, from this node, until they end there. Any thread may ask. */
final class Places implements Body {

  /** "It was seen there." */
  record Seen(String name, Pid pid) {}

  private final Map<String, Pid> places = new ConcurrentHashMap<>();

  /** Where it was. */
  Optional<Pid> find(String name) {
    return Optional.ofNullable(places.get(name));
  }

  /** It is there no more. */
  void forget(String name, Pid pid) {
    places.remove(name, pid);
  }

  /** Begins with nothing: an earlier process, which may have died, has watched the others. */
  @Override
  public void run(Context self) {
    places.clear();
    Map<Pid, String> watched = new HashMap<>();
    for (; ; ) {
      switch (self.receive()) {
        case Seen(String name, Pid pid) -> {
          if (watched.putIfAbsent(pid, name) == null) self.monitor(pid);
          places.put(name, pid);
        }
        case Down(var _, Pid pid, var _) -> forget(watched.remove(pid), pid);
        default -> {}
      }
    }
  }
}
