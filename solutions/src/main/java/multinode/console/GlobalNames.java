package multinode.console;

import java.util.Optional;
import java.util.SortedMap;
import multinode.global.Global;
import multinode.node.Here;
import multinode.process.Pid;

/** The console's words for {@link Global} names. */
public final class GlobalNames {

  GlobalNames() {}

  private static Global here() {
    return Here.current().node().global();
  }

  /**
   * Gives a process a name in the whole cluster; false when it is taken.
   *
   * @throws IllegalArgumentException when the process is not alive
   * @throws IllegalStateException when its node does not answer; it may have the name all the same
   */
  public Answer register(String name, Pid pid) {
    return Answer.of(here().register(name, pid));
  }

  /**
   * Takes a name back; false when nobody held it.
   *
   * @throws IllegalStateException when the holder's node does not answer; it may have been done
   */
  public Answer unregister(String name) {
    return Answer.of(here().unregister(name));
  }

  /** Who holds a name. */
  public Optional<Pid> whereis(String name) {
    return here().whereis(name);
  }

  /** All names, and who holds them. */
  public SortedMap<String, Pid> names() {
    return here().registered();
  }

  /** Sends a message to the holder of a name; returns who that is. */
  public Pid send(String name, Object message) {
    return here().send(name, message);
  }
}
