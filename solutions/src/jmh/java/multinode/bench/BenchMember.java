package multinode.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;
import multinode.cluster.Cluster;
import multinode.cluster.Gossip;
import multinode.cluster.Topology;
import multinode.distribution.ClusterRegistry;
import multinode.distribution.Registration;
import multinode.genserver.GenServer;
import multinode.node.Cookie;
import multinode.node.Node;
import multinode.node.NodeName;
import multinode.node.NodeOptions;
import multinode.process.Event;

/**
 * The program of a node that finds others and is measured, like {@link BenchNode}.
 *
 * <pre>
 *   whole COUNT         WHOLE moment, when so many members are found and connected
 *   register FROM TO    TOOK nanoseconds each: starts servers under names, one after the other
 *   names FROM TO       NAMED moment: the same, with 64 callers
 *   registered          REGISTERED count
 *   (on its own)        READY; MEMBER_UP node moment; MEMBER_DOWN node moment
 * </pre>
 */
public final class BenchMember {

  private static final int CALLERS = 64;

  private final Node node;
  private final Cluster cluster;
  private final ClusterRegistry registry;

  private BenchMember(Node node, Cluster cluster) {
    this.node = node;
    this.cluster = cluster;
    this.registry = ClusterRegistry.start(node, cluster);
  }

  /** The arguments: the node's name, the port of the port mapper, the topology. */
  public static void main(String[] args) throws Exception {
    Logger.getLogger("").setLevel(Level.WARNING);
    NodeOptions options =
        NodeOptions.named(NodeName.parse(args[0]), Cookie.of("bench"))
            .withMapperPort(Integer.parseInt(args[1]));
    try (Node node = Node.start(options);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in))) {
      node.events().listen(BenchMember::heard);
      Topology topology = Topology.of(args[2], Gossip.STANDARD).withSecret(options.cookie());
      BenchMember member = new BenchMember(node, Cluster.join(node, topology));
      say("READY");
      member.run(in);
    }
    System.exit(0);
  }

  private static void heard(Event event) {
    switch (event.kind()) {
      case MEMBER_UP, MEMBER_DOWN ->
          say(String.join(" ", event.kind().name(), event.peer(), "" + BenchNode.moment()));
      default -> {}
    }
  }

  private void run(BufferedReader in) throws IOException, InterruptedException {
    for (String line; (line = in.readLine()) != null; ) obey(line.split(" "));
  }

  private void obey(String[] words) throws InterruptedException {
    switch (words[0]) {
      case "whole" -> {
        boolean whole = cluster.awaitMembers(Integer.parseInt(words[1]), Duration.ofSeconds(60));
        say(whole ? "WHOLE " + BenchNode.moment() : "the cluster is not whole");
      }
      case "register" -> register(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
      case "names" -> {
        names(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
        say("NAMED " + BenchNode.moment());
      }
      case "registered" -> say("REGISTERED " + registry.registered().size());
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  private void register(int from, int to) {
    long start = System.nanoTime();
    for (int i = from; i < to; i++) register(i);
    say("TOOK " + (double) (System.nanoTime() - start) / (to - from));
  }

  private void names(int from, int to) throws InterruptedException {
    Semaphore callers = new Semaphore(CALLERS);
    List<Thread> all = new ArrayList<>();
    for (int i = from; i < to; i++) {
      int number = i;
      callers.acquire();
      all.add(
          Thread.startVirtualThread(() -> {
            register(number);
            callers.release();
          }));
    }
    for (Thread one : all) one.join();
  }

  private void register(int number) {
    Registration done =
        registry.register(
            "name" + number,
            name -> node.run(self -> GenServer.start(self, name, new RoomServer())));
    if (!(done instanceof Registration.Registered)) throw new IllegalStateException("" + done);
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
