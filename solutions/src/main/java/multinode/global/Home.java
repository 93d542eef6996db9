package multinode.global;

import java.util.List;
import java.util.function.Function;
import multinode.process.Body;
import multinode.process.Context;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Processes;

/** The node whose part of the global names is kept. */
public interface Home {

  /** Its name. */
  NodeName self();

  /** The connected nodes, without this one, sorted. */
  List<NodeName> nodes();

  /** The processes that run on it. */
  Processes processes();

  /** Starts a process on it. */
  Pid spawn(Body body);

  /** Does something as a process of the node, for a caller that is none, and waits for its end. */
  <T> T run(Function<Context, T> task);
}
