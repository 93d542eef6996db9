package multinode.cluster;

import java.time.Duration;
import java.util.Collection;
import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.From;
import multinode.process.NodeName;
import multinode.process.Permanent;

/**
 * Hears which members say that they leave. Such a member waits until it is heard: the news that it
 * is gone comes from Hazelcast, another way, and may be quicker than a message, or slower than the
 * break of a link, which would be undone.
 */
record Farewell(Membership membership) implements GenServer<Membership> {

  /** How long somebody who leaves waits for members that do not answer. */
  private static final Duration LIMIT = Duration.ofSeconds(3);

  /** "I am leaving this topology, on purpose." */
  record Leaving(NodeName node) implements Request<Boolean> {}

  private static String server(Topology topology) {
    return "cluster " + topology.name();
  }

  /** Has a node hear those who leave a topology. */
  static Permanent listen(Node node, Topology topology, Membership membership) {
    Farewell hears = new Farewell(membership);
    String name = server(topology);
    return Permanent.start(
        node.processes(),
        name,
        () -> node.run(self -> GenServer.start(self, name, hears).orThrow()));
  }

  /** Says to these that a node leaves a topology, and waits until they know. */
  static void say(Node node, Topology topology, Collection<NodeName> others) {
    Leaving leaving = new Leaving(node.self());
    node.run(self -> GenServer.multiCall(self, others, server(topology), leaving, LIMIT));
  }

  @Override
  public Init<Membership> init(Context self) {
    return Init.ok(membership);
  }

  @Override
  public CallResult<Membership> handleCall(
      Request<?> request, From from, Membership known, Context self) {
    if (!(request instanceof Leaving leaving)) throw unknown(request);
    known.leaving(leaving.node);
    return leaving.reply(true, known);
  }
}
