package multinode.swarm;

import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.StringJoiner;
import multinode.cluster.Joining;
import multinode.console.Words.Text;
import multinode.genserver.GenServer;
import multinode.genserver.MultiReply;
import multinode.genserver.Request;
import multinode.node.Here;
import multinode.node.Node;
import multinode.registry.Registration;

/** What a console knows of servers of the whole cluster. */
public final class Words {

  private Words() {}

  /** Starts a server of the whole cluster, if nobody has this name; the name decides where. */
  public static Registration registerName(String name, GenServer<?> server, String... groups) {
    return swarm().register(name, server, groups);
  }

  /** How many servers run on each member, as bars; then those that do not answer. */
  public static Text spread() {
    MultiReply<Integer> counts = swarm().local().askHosts(new HostRequest.Count());
    StringJoiner lines = new StringJoiner("\n").add(Plan.bars(counts.replies()));
    counts.failed().keySet().forEach(node -> lines.add(node + "  does not answer"));
    return new Text(lines.toString());
  }

  /**
   * Waits, a minute at most, until nothing is on its way: each member has its share of what is
   * kept, and runs the servers that belong to it.
   */
  public static boolean awaitBalance() throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!swarm().isBalanced()) {
      if (System.nanoTime() - end > 0) return false;
      Thread.sleep(20);
    }
    return true;
  }

  /** Puts a server into a group; false when there is no such server. */
  public static boolean join(String group, String name) {
    return swarm().join(group, name);
  }

  /** Takes a server out of a group; false when there is no such server. */
  public static boolean leave(String group, String name) {
    return swarm().leave(group, name);
  }

  /** The servers in a group, sorted. */
  public static SortedSet<String> members(String group) {
    return swarm().members(group);
  }

  /** Casts a message to all servers in a group. */
  public static void publish(String group, Object message) {
    swarm().publish(group, message);
  }

  /** Asks all servers in a group, within five seconds. */
  public static <R> GroupReply<R> multiCall(String group, Request<R> request) {
    return swarm().multiCall(group, request, Duration.ofSeconds(5));
  }

  /** Of the first topology. */
  public static Swarm swarm() {
    Node node = Here.current().node();
    Joining.await(node, Joining.PATIENCE);
    List<Swarm> all = node.parts().all(Swarm.class);
    if (!all.isEmpty()) return all.getFirst();
    throw new IllegalStateException(
        node.self() + " takes part in no topology; start it with --gossip or --epmd");
  }
}
