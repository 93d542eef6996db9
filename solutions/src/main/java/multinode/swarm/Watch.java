package multinode.swarm;

import com.hazelcast.core.LifecycleEvent;
import multinode.cluster.Cluster;
import multinode.node.Node;
import multinode.process.Event;
import multinode.process.Events;
import multinode.process.Pid;

/** Has a host look at its share whenever members, links, or the places of entries have changed. */
final class Watch implements AutoCloseable {

  private final Node node;
  private final Pid host;
  private final Support support;
  private final Events.Subscription links;

  Watch(Cluster cluster, Pid host, Support support) {
    node = cluster.node();
    this.host = host;
    this.support = support;
    links = node.events().listen(this::heard);
    cluster.listen(this::changed);
    cluster.listenMoves(this::look);
    cluster.engine().getLifecycleService().addLifecycleListener(this::merging);
  }

  private void heard(Event event) {
    switch (event.kind()) {
      case NODE_UP, NODE_DOWN -> changed();
      default -> {}
    }
  }

  private void merging(LifecycleEvent event) {
    switch (event.getState()) {
      case MERGING -> tell(new Host.Meeting());
      case MERGED -> tell(new Host.Met());
      case MERGE_FAILED -> tell(new Host.Settled());
      default -> {}
    }
  }

  private void changed() {
    support.changed();
    look();
  }

  /** Has it look now. */
  void look() {
    tell(new Host.Look());
  }

  private void tell(Object message) {
    node.processes().send(host, message);
  }

  @Override
  public void close() {
    links.close();
  }
}
