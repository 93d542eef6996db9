package multinode.swarm;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import multinode.node.NodeName;
import multinode.process.Pid;

/** What a host runs, and what it is just starting. For its own process. */
final class Roster {

  private final Map<String, Pid> running = new HashMap<>();
  private final Map<Pid, String> names = new HashMap<>();
  private final Map<String, List<Consumer<HostRequest.Place>>> starting = new HashMap<>();
  private final Set<String> moving = new HashSet<>();
  private final Set<String> staying = new HashSet<>();
  private Set<String> suspended = new TreeSet<>();

  Host.Status status() {
    return new Host.Status(running.size(), starting.size(), moving.size());
  }

  /** The process of a server that runs. */
  Optional<Pid> find(String name) {
    return Optional.ofNullable(running.get(name));
  }

  /** All that run. */
  Map<String, Pid> running() {
    return Map.copyOf(running);
  }

  /** The processes of all that run. */
  Set<Pid> pids() {
    return Set.copyOf(names.keySet());
  }

  boolean isStarting(String name) {
    return starting.containsKey(name);
  }

  /** Whether it runs, or is going to. */
  boolean isKnown(String name) {
    return running.containsKey(name) || starting.containsKey(name);
  }

  /** It is going to be started. */
  void expect(String name) {
    starting.put(name, new ArrayList<>());
  }

  /** Has somebody told where it is when it is decided. */
  void await(String name, Consumer<HostRequest.Place> waiting) {
    starting.get(name).add(waiting);
  }

  /** It runs. */
  void started(String name, Pid pid) {
    running.put(name, pid);
    names.put(pid, name);
    suspended.remove(name);
    settle(name, new HostRequest.Place.At(pid));
  }

  /** It has not been started here. */
  void notStarted(String name) {
    settle(name, new HostRequest.Place.Later());
  }

  private void settle(String name, HostRequest.Place place) {
    Optional.ofNullable(starting.remove(name))
        .ifPresent(waiting -> waiting.forEach(one -> one.accept(place)));
  }

  /** A process has ended. Which server it was. */
  Optional<String> ended(Pid pid) {
    Optional<String> name = Optional.ofNullable(names.remove(pid));
    name.ifPresent(running::remove);
    name.ifPresent(moving::remove);
    name.ifPresent(staying::remove);
    return name;
  }

  /** It is to be looked at again: perhaps nobody runs it now. */
  void suspend(String name) {
    suspended.add(name);
  }

  /** Those of these that nobody here runs, and those that are to be looked at again. */
  Set<String> free(Set<String> here) {
    Set<String> free = new HashSet<>(here);
    free.addAll(suspended);
    suspended = new TreeSet<>();
    free.removeIf(this::isKnown);
    return free;
  }

  /**
   * Those that run here, while their entries are elsewhere, and are asked to move, by node. Without
   * a plan they stay; a host that ended with it would take them along.
   */
  Map<NodeName, ? extends Set<String>> moves(Plan plan, Set<String> here) {
    Set<String> strangers = new HashSet<>(running.keySet());
    strangers.removeAll(here);
    strangers.removeAll(moving);
    strangers.removeAll(staying);
    if (strangers.isEmpty()) return Map.of();
    try {
      return plan.moves(strangers);
    } catch (RuntimeException e) {
      Host.LOG.log(Level.WARNING, "all servers stay, there is no plan: {0}", e.toString());
      staying.addAll(running.keySet());
      return Map.of();
    }
  }

  /** It is being moved. */
  void moving(String name) {
    moving.add(name);
  }

  /** It is not being moved any more, and is not asked again until {@link #askAll}. */
  void stays(String name) {
    if (moving.remove(name)) staying.add(name);
  }

  /** Who did not move may do so now. */
  void askAll() {
    staying.clear();
  }

  /** How many may still move. */
  int movable() {
    return running.size() + starting.size() - staying.size();
  }
}
