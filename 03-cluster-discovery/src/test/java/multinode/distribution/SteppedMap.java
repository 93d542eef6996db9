package multinode.distribution;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import multinode.process.Pid;

/**
 * A map that lets somebody make one step, and then stops him: what he has been told before he is
 * told again, so that his code comes to where it was, and one step further.
 */
final class SteppedMap extends AbstractMap<String, Pid> implements ConcurrentMap<String, Pid> {

  /** Thrown where he would make one step too many. */
  static final class Stopped extends Error {

    private static final long serialVersionUID = 1;

    private Stopped() {
      super("one step too many", null, false, false);
    }
  }

  private final Map<String, Pid> names;
  private final Set<Pid> gone;
  private final List<Optional<Object>> told;
  private String step = "";
  private int next;
  private boolean isInside;

  /**
   * A map for one step.
   *
   * @param names what is in it
   * @param gone the processes whose nodes are gone
   * @param told what he was told at each of his steps so far
   */
  SteppedMap(Map<String, Pid> names, Set<Pid> gone, List<Optional<Object>> told) {
    this.names = new HashMap<>(names);
    this.gone = gone;
    this.told = new ArrayList<>(told);
  }

  /** What is in it now. */
  Map<String, Pid> now() {
    return Map.copyOf(names);
  }

  /** What he has been told at each of his steps. */
  List<Optional<Object>> told() {
    return List.copyOf(told);
  }

  /** What he did, and what he was told. */
  String step() {
    return step;
  }

  /** Whether the node of a process is gone: to ask is a step, too. */
  boolean isGone(Pid pid) {
    return step("isGone(%s)".formatted(pid), () -> gone.contains(pid));
  }

  @SuppressWarnings("unchecked")
  private <T> T step(String what, Supplier<T> task) {
    if (isInside) return task.get();
    if (next < told.size()) return (T) told.get(next++).orElse(null);
    if (!step.isEmpty()) throw new Stopped();
    isInside = true;
    T result = task.get();
    isInside = false;
    told.add(Optional.ofNullable(result));
    next++;
    step = what + " = " + result;
    return result;
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
  public Pid merge(
      String key, Pid value, BiFunction<? super Pid, ? super Pid, ? extends Pid> how) {
    return step("merge(%s, %s, …)".formatted(key, value), () -> names.merge(key, value, how));
  }

  @Override
  public Set<Entry<String, Pid>> entrySet() {
    return step("entrySet()", () -> Map.copyOf(names)).entrySet();
  }
}
