package nemesis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import multinode.cluster.Cluster;
import multinode.cluster.Detection;
import multinode.cluster.Epmd;
import multinode.cluster.Gossip;
import multinode.cluster.PortRange;
import multinode.cluster.Topology;
import multinode.node.Cookie;
import multinode.node.Node;
import multinode.node.NodeOptions;
import multinode.process.NodeName;
import multinode.swarm.Settings;
import multinode.swarm.Swarm;
import multinode.wire.Allowlist;

/**
 * The program of one node of a run: a node as any other, with clients in it, that does what each
 * line of its input says and tells on its output what happens.
 *
 * <pre>
 *   managers              MANAGED, when it has started those that are there from the beginning
 *   clients COUNT SEED    starts clients; their lines are those of {@link Journal}
 *   quiet                 QUIET, when they have ended
 *   look NUMBER           LOOK NUMBER and what it sees; see {@link View}
 *   read NAME...          READ, when it has asked for all of these
 *   walk COUNT SEED       starts clients who have people walk; ended by quiet, too
 *   (all others)          see {@link AgentCommands}
 *   (on its own)          READY and in which start of itself it is, when it has joined
 * </pre>
 *
 * <p>It ends in good order with its input.
 */
public final class Agent {

  private static final int ATTEMPTS = 3;

  private final Swarm swarm;
  private final Journal journal;
  private final AgentCommands commands;
  private final List<Crowd> crowds = new CopyOnWriteArrayList<>();

  private Agent(Swarm swarm, Journal journal) {
    this.swarm = swarm;
    this.journal = journal;
    this.commands = new AgentCommands(swarm, journal);
  }

  /**
   * The arguments: the node's name, the port of the port mapper, the name of the topology, {@code
   * gossip} or a list of nodes, for how many seconds a member may be silent, of how many members
   * more than half are needed (0 for no quorum).
   */
  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT); // Not every language writes a port in ASCII digits.
    Logger.getLogger("").setLevel(Level.WARNING);
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tH:%1$tM:%1$tS.%1$tL %4$s %5$s%6$s%n");
    Iterator<String> words = List.of(args).iterator();
    NodeOptions options =
        NodeOptions.named(NodeName.parse(words.next()), Cookie.of("nemesis"))
            .withAllowlist(Allowlist.standard().and(Ledger.class.getPackageName() + "."))
            .withMapperPort(Integer.parseInt(words.next()));
    try (Node node = Node.start(options);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in))) {
      Topology topology =
          topology(words.next(), words.next())
              .withSecret(options.cookie())
              .withDetection(
                  new Detection(
                      Duration.ofSeconds(1), Duration.ofSeconds(Integer.parseInt(words.next()))));
      int size = Integer.parseInt(words.next());
      if (size > 0) topology = topology.withSize(size);
      Journal journal = new Journal(System.out);
      node.events().listen(journal::happened);
      Cluster cluster = join(node, topology);
      Swarm swarm = Swarm.start(cluster, Settings.STANDARD.withQuorumOf(topology));
      Agent agent = new Agent(swarm, journal);
      System.out.println("READY " + node.user().incarnation());
      for (String line; (line = in.readLine()) != null; ) agent.obey(List.of(line.split(" ")));
    }
    System.exit(0);
  }

  /** Tries again, as nodes do: those that start at the same moment may hold each other up. */
  private static Cluster join(Node node, Topology topology) throws IOException {
    for (int left = ATTEMPTS; ; left--) {
      try {
        return Cluster.join(node, topology);
      } catch (IOException heldUp) {
        if (left == 1) throw heldUp;
      }
    }
  }

  /** Nodes on a list have a host each, and so one port. */
  private static Topology topology(String name, String nodes) {
    return nodes.equals("gossip")
        ? Topology.of(name, Gossip.STANDARD)
        : Topology.of(name, Epmd.of(nodes)).withPorts(new PortRange(5701, 1));
  }

  private void obey(List<String> words) {
    switch (words.getFirst()) {
      case "clients" ->
          crowds.add(
              Clients.start(
                  swarm, journal, Integer.parseInt(words.get(1)), Long.parseLong(words.get(2))));
      case "walk" ->
          crowds.add(
              Walkers.start(
                  swarm, journal, Integer.parseInt(words.get(1)), Long.parseLong(words.get(2))));
      case "managers" ->
          background(() -> {
            Clients.startManagers(swarm, journal, -1);
            System.out.println("MANAGED");
          });
      case "quiet" ->
          background(() -> {
            for (Crowd each : crowds) each.quiet();
            System.out.println("QUIET");
          });
      case "look" ->
          background(() -> System.out.println("LOOK " + words.get(1) + " " + View.of(swarm)));
      case "read" ->
          background(() -> {
            Clients.readAll(swarm, journal, -1, words.subList(1, words.size()));
            System.out.println("READ");
          });
      default -> background(() -> answer(words.getFirst(), words.subList(1, words.size())));
    }
  }

  private void answer(String what, List<String> rest) {
    String answer = commands.obey(what, rest);
    System.out.println((what.toUpperCase(Locale.ROOT) + " " + answer).strip());
  }

  private interface Task {
    void run() throws InterruptedException;
  }

  private static void background(Task task) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            task.run();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException e) {
            System.err.println(e);
          }
        });
  }
}
