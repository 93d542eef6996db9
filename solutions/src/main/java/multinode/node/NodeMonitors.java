package multinode.node;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Processes;

/** The processes that want to know when nodes come and go. Any thread may call it. */
public final class NodeMonitors {

  private final Processes processes;
  private final Set<Pid> subscribers = ConcurrentHashMap.newKeySet();

  /** Nobody is subscribed yet. */
  public NodeMonitors(Processes processes) {
    this.processes = processes;
  }

  /** From now on the process gets a {@link NodeUp} and a {@link NodeDown} for each change, once. */
  public void subscribe(Pid subscriber) {
    subscribers.add(subscriber);
  }

  /** Takes that back. */
  public void unsubscribe(Pid subscriber) {
    subscribers.remove(subscriber);
  }

  /** A connection is up. */
  void up(NodeName node) {
    tell(new NodeUp(node));
  }

  /**
   * A connection is down: everything tied to the node hears of it first (links and monitors get
   * {@code noconnection}), then the subscribers.
   */
  void down(NodeName node, String reason) {
    processes.nodeDown(node.toString());
    tell(new NodeDown(node, reason));
  }

  private void tell(Object change) {
    subscribers.removeIf(subscriber -> !processes.isAlive(subscriber));
    subscribers.forEach(subscriber -> processes.send(subscriber, change));
  }
}
