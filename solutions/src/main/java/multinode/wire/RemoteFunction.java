package multinode.wire;

import java.io.Serializable;
import multinode.process.Context;

/**
 * A function that can run on another node: what it captures must be serializable, and goes along.
 */
@FunctionalInterface
public interface RemoteFunction extends Serializable {

  /**
   * Runs on the other node, in a process of its own.
   *
   * @param context that process; what it prints appears where it was spawned from
   * @throws Exception to crash it
   */
  void run(Context context) throws Exception;
}
