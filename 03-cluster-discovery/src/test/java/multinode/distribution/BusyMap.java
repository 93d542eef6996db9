package multinode.distribution;

import java.util.concurrent.ConcurrentHashMap;
import multinode.process.Pid;

/**
 * A map in which somebody else is always faster: after the first look at it (a {@code put} is one,
 * too), and before whoever has looked can do anything more, somebody else does something.
 */
final class BusyMap extends ConcurrentHashMap<String, Pid> {

  private static final long serialVersionUID = 1;

  private transient Runnable meanwhile = () -> {};

  /** Has something happen after the next look. */
  void afterLook(Runnable change) {
    meanwhile = change;
  }

  /** It happens now, if nobody has looked yet. */
  void happens() {
    Runnable now = meanwhile;
    meanwhile = () -> {};
    now.run();
  }

  @Override
  public Pid get(Object key) {
    Pid seen = super.get(key);
    happens();
    return seen;
  }

  @Override
  public Pid getOrDefault(Object key, Pid other) {
    Pid seen = super.getOrDefault(key, other);
    happens();
    return seen;
  }

  @Override
  public Pid put(String key, Pid value) {
    Pid before = super.put(key, value);
    happens();
    return before;
  }

  @Override
  public boolean containsKey(Object key) {
    boolean seen = super.containsKey(key);
    happens();
    return seen;
  }
}
