package multinode.process;

import java.util.Optional;
import java.util.SortedMap;

/**
 * Names for processes, each held by one process at a time: those of a node, those of the whole
 * cluster, or any others. A name goes with the process that holds it.
 *
 * <p>OTP's <a href="https://www.erlang.org/doc/apps/stdlib/gen_server.html">{@code via}</a> asks
 * the same of a module. All methods may be called from any thread, and may block for as long as the
 * other nodes take to agree.
 */
public interface Registry {

  /**
   * Gives a process a name, unless another one holds it.
   *
   * @return who holds it now: {@code pid}, or the one that was faster
   * @throws IllegalArgumentException when the process is not alive
   * @throws IllegalStateException when its node does not answer; it may have the name all the same
   */
  Pid claim(String name, Pid pid);

  /**
   * Takes a name back; false when nobody held it.
   *
   * @throws IllegalStateException when nobody knows whether it was done
   */
  boolean unregister(String name);

  /**
   * Takes a name back from this process, and from no other; false when it does not hold it.
   *
   * @throws IllegalStateException when nobody knows whether it was done
   */
  boolean release(String name, Pid pid);

  /**
   * Who holds a name.
   *
   * @throws IllegalStateException when this node cannot tell any more, since it takes no part
   */
  Optional<Pid> whereis(String name);

  /** All names and who holds them, sorted. */
  SortedMap<String, Pid> registered();
}
