package multinode.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.Pid;
import multinode.supervisor.Application;
import multinode.supervisor.Child;
import multinode.supervisor.ChildSpec;
import multinode.supervisor.SupervisorRequest;
import multinode.swarm.Swarm;

/** The processes of a node as its supervisors know them. Asks each of them; blocks for that. */
final class Tree {

  /** How many lines there are at most. */
  private static final int MOST = 200;

  /** How long a supervisor has to answer; one that starts a child may be busy for longer. */
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final Node node;
  private final Context self;
  private final List<TreeLine> lines = new ArrayList<>();

  /** Of a node, asked by a process of it. */
  Tree(Node node, Context self) {
    this.node = node;
    this.self = self;
  }

  List<TreeLine> lines() {
    for (Application application : node.parts().all(Application.class)) {
      Pid top = application.supervisor();
      add(0, application.toString(), Optional.of(top), true);
      children(1, top);
    }
    int servers = Witness.swarm(node).map(Swarm::running).map(all -> all.size()).orElse(0);
    if (servers > 0) {
      String text =
          "%,d servers of the cluster, linked to the host of the swarm".formatted(servers);
      add(0, text, Optional.empty(), false);
    }
    return lines;
  }

  private void add(int depth, String name, Optional<Pid> pid, boolean supervises) {
    if (lines.size() == MOST) return;
    lines.add(new TreeLine(depth, name, pid.map(Pid::toString).orElse(""), supervises));
  }

  private void children(int depth, Pid supervisor) {
    List<Child> children;
    try {
      children = GenServer.call(self, supervisor, new SupervisorRequest.WhichChildren(), PATIENCE);
    } catch (CallFailed busy) {
      add(depth, "does not answer: " + busy.reason(), Optional.empty(), false);
      return;
    }
    for (Child child : children) {
      boolean supervises = child.spec().type() == ChildSpec.Type.SUPERVISOR;
      add(depth, child.spec().id(), child.pid(), supervises);
      if (supervises && lines.size() < MOST) child.pid().ifPresent(pid -> children(depth + 1, pid));
    }
  }
}
