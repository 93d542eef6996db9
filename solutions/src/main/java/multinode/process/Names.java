package multinode.process;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The names of one node. */
final class Names implements Registry {

  private final String node;
  private final Function<Pid, LocalProcess> find;
  private final Events events;
  private final Map<String, Pid> held = new ConcurrentHashMap<>();

  /**
   * No names yet.
   *
   * @param find the live process of a pid, or null
   */
  Names(String node, Function<Pid, LocalProcess> find, Events events) {
    this.node = node;
    this.find = find;
    this.events = events;
  }

  @Override
  public synchronized Pid claim(String name, Pid pid) {
    LocalProcess process = find.apply(pid);
    if (process == null) throw notAlive(pid);
    Pid holder = held.putIfAbsent(name, pid);
    if (holder != null) return holder;
    if (!process.ties().name(name)) {
      held.remove(name, pid);
      throw notAlive(pid);
    }
    events.emit(Event.Kind.REGISTERED, pid, () -> name);
    return pid;
  }

  private IllegalArgumentException notAlive(Pid pid) {
    return new IllegalArgumentException(pid + " is not a live process of " + node);
  }

  /**
   * Gives a process a name that is free.
   *
   * @throws IllegalArgumentException naming the holder when it is not
   */
  void register(String name, Pid pid) {
    if (held.containsKey(name) || claim(name, pid) != pid) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is taken on " + node + " by " + held.get(name));
    }
  }

  @Override
  public synchronized boolean unregister(String name) {
    Pid holder = held.get(name);
    return holder != null && release(name, holder);
  }

  @Override
  public synchronized boolean release(String name, Pid pid) {
    if (!held.remove(name, pid)) return false;
    LocalProcess process = find.apply(pid);
    if (process != null) process.ties().unname(name);
    return true;
  }

  @Override
  public Optional<Pid> whereis(String name) {
    return Optional.ofNullable(held.get(name));
  }

  /** Its process has ended. */
  void forget(String name, Pid pid) {
    held.remove(name, pid);
  }

  @Override
  public SortedMap<String, Pid> registered() {
    return new TreeMap<>(held);
  }

  @Override
  public String toString() {
    return node;
  }
}
