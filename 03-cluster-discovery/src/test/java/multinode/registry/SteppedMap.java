package multinode.registry;

import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import multinode.explore.Replay;
import multinode.process.Pid;

/** A map that many share, to which each access of somebody's code is a step. */
final class SteppedMap extends AbstractMap<String, Pid> implements ConcurrentMap<String, Pid> {

  private final Map<String, Pid> names;
  private final Set<Pid> gone;
  private final Replay replay;

  /**
   * A map for one step.
   *
   * @param names what is in it
   * @param gone the processes whose nodes are gone
   */
  SteppedMap(Map<String, Pid> names, Set<Pid> gone, Replay replay) {
    this.names = new HashMap<>(names);
    this.gone = gone;
    this.replay = replay;
  }

  /** What is in it now. */
  Map<String, Pid> now() {
    return Map.copyOf(names);
  }

  /** Whether the node of a process is gone: to ask is a step, too. */
  boolean isGone(Pid pid) {
    return step("isGone(%s)".formatted(pid), () -> gone.contains(pid));
  }

  private <T> T step(String what, Supplier<T> task) {
    return replay.step(what, task);
  }

  @Override
  public Pid get(Object key) {
    return step("get(%s)".formatted(key), () -> names.get(key));
  }

  @Override
  public Pid getOrDefault(Object key, Pid other) {
    return step("getOrDefault(%s, %s)".formatted(key, other), () -> names.getOrDefault(key, other));
  }

  @Override
  public boolean containsKey(Object key) {
    return step("containsKey(%s)".formatted(key), () -> names.containsKey(key));
  }

  @Override
  public Pid put(String key, Pid value) {
    return step("put(%s, %s)".formatted(key, value), () -> names.put(key, value));
  }

  @Override
  public Pid putIfAbsent(String key, Pid value) {
    return step("putIfAbsent(%s, %s)".formatted(key, value), () -> names.putIfAbsent(key, value));
  }

  @Override
  public Pid remove(Object key) {
    return step("remove(%s)".formatted(key), () -> names.remove(key));
  }

  @Override
  public boolean remove(Object key, Object value) {
    return step("remove(%s, %s)".formatted(key, value), () -> names.remove(key, value));
  }

  @Override
  public Pid replace(String key, Pid value) {
    return step("replace(%s, %s)".formatted(key, value), () -> names.replace(key, value));
  }

  @Override
  public boolean replace(String key, Pid old, Pid value) {
    return step(
        "replace(%s, %s, %s)".formatted(key, old, value), () -> names.replace(key, old, value));
  }

  @Override
  public Pid compute(String key, BiFunction<? super String, ? super Pid, ? extends Pid> how) {
    return step("compute(%s, …)".formatted(key), () -> names.compute(key, how));
  }

  @Override
  public Pid computeIfAbsent(String key, Function<? super String, ? extends Pid> how) {
    return step("computeIfAbsent(%s, …)".formatted(key), () -> names.computeIfAbsent(key, how));
  }

  @Override
  public Pid computeIfPresent(
      String key, BiFunction<? super String, ? super Pid, ? extends Pid> how) {
    return step("computeIfPresent(%s, …)".formatted(key), () -> names.computeIfPresent(key, how));
  }

  @Override
  public Pid merge(String key, Pid value, BiFunction<? super Pid, ? super Pid, ? extends Pid> how) {
    return step("merge(%s, %s, …)".formatted(key, value), () -> names.merge(key, value, how));
  }

  @Override
  public Set<Entry<String, Pid>> entrySet() {
    return step("entrySet()", () -> Map.copyOf(names)).entrySet();
  }
}
