package multinode.swarm;

import com.hazelcast.partition.PartitionLostEvent;
import java.lang.System.Logger.Level;
import java.time.Duration;
import multinode.cluster.Cluster;
import multinode.cluster.Seldom;
import multinode.process.Events;

/** Has a host look at its share whenever members, links, or the places of entries have changed. */
final class Watch implements AutoCloseable {

  private final LocalSwarm local;
  private final Events.Subscription links;

  /** Many parts of the table are lost at the same time; it is told once. */
  private final Seldom losses = new Seldom(Duration.ofSeconds(10));

  Watch(LocalSwarm local) {
    this.local = local;
    links = local.node().events().listen(Events.LINKS, link -> changed());
    Cluster cluster = local.cluster();
    cluster.listen(this::changed);
    cluster.listenMoves(() -> local.look(false));
    cluster.listenMerges(() -> local.look(true));
    cluster.engine().getPartitionService().addPartitionLostListener(this::lost);
  }

  private void lost(PartitionLostEvent event) {
    if (event.allReplicasInPartitionLost() && losses.tells("lost")) {
      Host.LOG.log(
          Level.ERROR,
          "both copies of some names are lost, those in partition {0} among them, as {1} sees it:"
              + " servers that run are made known again, the others are lost with their states",
          event.getPartitionId(),
          local.node().self());
    }
    local.look(true);
  }

  private void changed() {
    local.support().changed();
    local.look(true);
  }

  @Override
  public void close() {
    links.close();
  }
}
