package multinode.swarm;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import multinode.cluster.Cluster;
import multinode.cluster.Members;
import multinode.cluster.Topology;
import multinode.manager.Counter;
import multinode.node.Node;
import multinode.process.ExitReason;
import multinode.process.Pid;
import workbook.harness.Await;
import workbook.harness.Nodes;

/** Nodes with a swarm, for tests in which something goes wrong. */
final class Trial {

  /** How long what is promised may take, on a machine that is busy with others. */
  static final Duration SOON = Duration.ofSeconds(15);

  private Trial() {}

  /** Starts nodes of this JVM, and waits until each has its share. */
  static List<Swarm> start(Nodes nodes, String... names) {
    List<Cluster> clusters = Members.start(nodes, Members.topology(nodes), names);
    Members.whole(clusters);
    List<Swarm> all = clusters.stream().map(one -> Swarm.start(one, Settings.STANDARD)).toList();
    awaitBalance(all.getFirst(), names.length);
    return all;
  }

  /** One more node of this JVM. */
  static Swarm join(Nodes nodes, Topology topology, String name) throws Exception {
    return Swarm.start(Members.join(nodes.start(name), topology), Settings.STANDARD);
  }

  /** Waits until so many nodes take part, and nothing is on its way. */
  static void awaitBalance(Swarm swarm, int count) {
    Await.until(
        count + " nodes take part, and nothing is on its way",
        Duration.ofSeconds(30),
        () -> swarm.counts().size() == count && swarm.isBalanced());
  }

  /** So many counters. */
  static Map<String, Counter> counters(int count, Durability durability) {
    Map<String, Counter> all = new TreeMap<>();
    for (int i = 0; i < count; i++) all.put("c" + i, new Counter(durability));
    return all;
  }

  /** A name whose server would run on this node now. */
  static String nameOn(Swarm swarm, Swarm there, Collection<String> taken) {
    for (int i = 0; i < 10_000; i++) {
      String name = "on" + i;
      boolean isThere =
          swarm.cluster().keeper(name).filter(there.cluster().node().self()::equals).isPresent();
      if (isThere && !taken.contains(name)) return name;
    }
    throw new AssertionError("no name of ten thousand belongs to " + there);
  }

  /** Where a server runs. */
  static boolean isOn(Swarm swarm, String name, Swarm there) {
    String node = there.cluster().node().self().toString();
    return swarm.whereis(name).filter(pid -> pid.node().equals(node)).isPresent();
  }

  /** Kills a process of this node. */
  static void kill(Node node, Pid pid) {
    node.run(self -> {
      self.exit(pid, ExitReason.KILL);
      return true;
    });
  }

  /** The result of what must not take longer than this, patience aside. */
  static <T> T within(Duration limit, String what, Callable<T> action) throws Exception {
    CompletableFuture<T> done = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            done.complete(action.call());
          } catch (Throwable e) {
            done.completeExceptionally(e);
          }
        });
    long patience = Integer.getInteger("workbook.patience", 1);
    try {
      return done.get(limit.toMillis() * patience, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(what + " has not returned within " + limit.multipliedBy(patience));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception thrown) throw thrown;
      throw e;
    }
  }
}
