package multinode.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import multinode.cluster.Cluster;
import multinode.cluster.Gossip;
import multinode.cluster.Topology;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.genserver.Request;
import multinode.manager.Manager;
import multinode.node.Cookie;
import multinode.node.Node;
import multinode.node.NodeOptions;
import multinode.process.Event;
import multinode.process.NodeName;
import multinode.registry.ClusterRegistry;
import multinode.registry.Registration;
import multinode.swarm.Settings;
import multinode.swarm.Swarm;

/**
 * The program of a node that finds others and is measured, like {@link BenchNode}.
 *
 * <pre>
 *   whole COUNT         WHOLE moment, when so many members are found and connected
 *   register FROM TO    TOOK nanoseconds each: starts servers under names, one after the other
 *   names FROM TO       NAMED moment: the same, with 64 callers
 *   registered          REGISTERED count
 *   servers FROM TO     SERVERS count: starts managers, all at once, where their names decide
 *   assign FROM TO      ASSIGNED moment: gives each of them a task, until all have taken it
 *   answer FROM TO      ANSWERED moment, when each of them has answered how many tasks it has
 *   call NAME COUNT     TOOK nanoseconds each: gives one of them tasks
 *   ask NAME COUNT      TOOK nanoseconds each: asks it for their number
 *   end FROM TO         ENDED: ends each of them
 *   spread NODES        SPREAD moment, when there are so many, and each server is where it belongs
 *   running COUNT       RUNNING moment, when so many run on all members together
 *   used                USED bytes of heap, after a collection
 *   where NAME          WHERE node
 *   (on its own)        READY; MEMBER_UP node moment; MEMBER_DOWN node moment
 * </pre>
 */
public final class BenchMember {

  private static final int CALLERS = 64;

  private static final Duration POLL = Duration.ofMillis(5);

  private final Node node;
  private final Cluster cluster;
  private final ClusterRegistry registry;
  private final Swarm swarm;

  private BenchMember(Node node, Cluster cluster) {
    this.node = node;
    this.cluster = cluster;
    this.registry = ClusterRegistry.start(node, cluster);
    this.swarm = Swarm.start(cluster, Settings.STANDARD);
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
        each(words, this::register);
        say("NAMED " + BenchNode.moment());
      }
      case "registered" -> say("REGISTERED " + registry.registered().size());
      case "servers" -> {
        Map<String, Manager> all = new TreeMap<>();
        for (int i = Integer.parseInt(words[1]); i < Integer.parseInt(words[2]); i++) {
          all.put("manager" + i, new Manager("manager" + i));
        }
        say("SERVERS " + swarm.registerAll(all).size());
      }
      case "assign" -> {
        each(words, i -> answered("manager" + i, new Manager.Assign()));
        say("ASSIGNED " + BenchNode.moment());
      }
      case "answer" -> {
        each(words, i -> answered("manager" + i, new Manager.Tasks()));
        say("ANSWERED " + BenchNode.moment());
      }
      case "call" -> calls(words[1], Integer.parseInt(words[2]), new Manager.Assign());
      case "ask" -> calls(words[1], Integer.parseInt(words[2]), new Manager.Tasks());
      case "end" -> {
        each(words, i -> swarm.unregister("manager" + i));
        say("ENDED");
      }
      case "spread" -> spread(Integer.parseInt(words[1]));
      case "running" -> {
        int count = Integer.parseInt(words[1]);
        while (swarm.counts().values().stream().mapToInt(n -> n).sum() != count) Thread.sleep(POLL);
        say("RUNNING " + BenchNode.moment());
      }
      case "used" -> {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        say("USED " + (runtime.totalMemory() - runtime.freeMemory()));
      }
      case "where" -> say("WHERE " + swarm.whereis(words[1]).orElseThrow().node());
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  private void register(int from, int to) {
    long start = System.nanoTime();
    for (int i = from; i < to; i++) register(i);
    say("TOOK " + (double) (System.nanoTime() - start) / (to - from));
  }

  private void calls(String name, int count, Request<Long> request) {
    long start = System.nanoTime();
    node.run(self -> {
      for (int i = 0; i < count; i++) swarm.call(self, name, request);
      return null;
    });
    say("TOOK " + (double) (System.nanoTime() - start) / count);
  }

  /** Who was asked when its node died is asked again. */
  private void answered(String name, Request<Long> request) {
    for (; ; ) {
      try {
        swarm.call(name, request);
        return;
      } catch (CallFailed died) {
        // Another node has it by now, or will have.
      }
    }
  }

  private void spread(int nodes) throws InterruptedException {
    while (cluster.starts().size() != nodes || !swarm.isBalanced()) Thread.sleep(POLL);
    say("SPREAD " + BenchNode.moment());
  }

  /** Does something with each number from one word to the next, many at a time. */
  private static void each(String[] words, IntConsumer task) throws InterruptedException {
    int from = Integer.parseInt(words[1]);
    int to = Integer.parseInt(words[2]);
    Semaphore callers = new Semaphore(CALLERS);
    List<Thread> all = new ArrayList<>();
    for (int i = from; i < to; i++) {
      int number = i;
      callers.acquire();
      all.add(
          Thread.startVirtualThread(() -> {
            task.accept(number);
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
