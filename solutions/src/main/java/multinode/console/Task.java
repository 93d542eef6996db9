package multinode.console;

import java.io.Serializable;

/** Something typed into a console that is to run elsewhere. */
@FunctionalInterface
public interface Task extends Serializable {

  /** Runs, in a process of its own. */
  void run() throws Exception;
}
