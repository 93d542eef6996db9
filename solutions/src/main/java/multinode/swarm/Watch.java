package multinode.swarm;

import com.hazelcast.partition.PartitionLostEvent;
import java.lang.System.Logger.Level;
import java.time.Duration;
import multinode.cluster.Cluster;
import multinode.cluster.Seldom;
import multinode.node.Node;
import multinode.process.Event;
import multinode.process.Events;
import multinode.process.RegisteredName;

/** Has a host look at its share whenever members, links, or the places of entries have changed. */
final class Watch implements AutoCloseable {

  private final Node node;
  private final RegisteredName host;
  private final Support support;
  private final Events.Subscription links;

  /** Many parts of the table are lost at the same time; it is told once. */
  private final Seldom losses = new Seldom(Duration.ofSeconds(10));

  Watch(Cluster cluster, Share share) {
    node = cluster.node();
    host = new RegisteredName(share.hostName(), node.self().toString());
    support = share.support();
    links = node.events().listen(this::heard);
    cluster.listen(this::changed);
    cluster.listenMoves(this::look);
    cluster.listenMerges(() -> look(true));
    cluster.engine().getPartitionService().addPartitionLostListener(this::lost);
  }

  private void heard(Event event) {
    switch (event.kind()) {
      case NODE_UP, NODE_DOWN -> changed();
      default -> {}
    }
  }

  private void lost(PartitionLostEvent event) {
    if (event.allReplicasInPartitionLost() && losses.tells("lost")) {
      Host.LOG.log(
          Level.ERROR,
          "both copies of some names are lost, those in partition {0} among them, as {1} sees it:"
              + " servers that run are made known again, the others are lost with their states",
          event.getPartitionId(),
          node.self());
    }
    look(true);
  }

  private void changed() {
    support.changed();
    look(true);
  }

  /** Has it look now, where the entries are. */
  void look() {
    look(false);
  }

  private void look(boolean all) {
    node.processes().send(host, new Host.Look(all));
  }

  @Override
  public void close() {
    links.close();
  }
}
