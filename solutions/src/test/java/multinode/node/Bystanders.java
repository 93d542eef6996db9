package multinode.node;

import static multinode.node.ConnectResult.Status.CONNECTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import multinode.process.NodeName;
import multinode.process.Puppet;
import workbook.harness.Await;
import workbook.harness.Leaks;
import workbook.harness.Nodes;

/** A pair of nodes that must not feel what a test does to another. */
final class Bystanders {

  private static final Duration A_WHILE = Duration.ofMillis(60);

  private final Node one;
  private final Node other;
  private final Puppet speaker;
  private final Puppet hearer;

  /** Something bad. */
  @FunctionalInterface
  interface Attack {
    void run() throws Exception;
  }

  private Bystanders(Nodes nodes) throws IOException {
    one = nodes.start("one", options -> options.withConnectAll(false));
    other = nodes.start("other", options -> options.withConnectAll(false));
    speaker = new Puppet(one.processes());
    hearer = new Puppet(other.processes());
    one.monitors().subscribe(speaker.pid());
    other.monitors().subscribe(hearer.pid());
    assertThat(one.connect(other.self()).connected()).isTrue();
    assertThat(speaker.next()).isEqualTo(new NodeUp(other.self()));
    assertThat(hearer.next()).isEqualTo(new NodeUp(one.self()));
  }

  /**
   * Does something bad to a node, and sees to it that nothing is left of it (no socket, no thread),
   * that two other nodes do not notice, and that the node still lets a good peer in.
   */
  static void unharmedBy(Nodes nodes, Node victim, Attack attack) throws Exception {
    Bystanders bystanders = new Bystanders(nodes);
    bystanders.talk("before");
    settle(nodes);
    letsIn(nodes, victim);
    Leaks before = nodes.leaks();

    attack.run();

    Await.until(
        "nothing is left open of it, with " + before + " before",
        () -> !nodes.leaks().exceeds(before),
        nodes::leaks);
    bystanders.talk("after");
    letsIn(nodes, victim);
  }

  /** Has every node start the thread that ends long waits, which it does once and for all. */
  private static void settle(Nodes nodes) {
    List<Puppet> waiting =
        nodes.all().stream()
            .map(Node::processes)
            .filter(processes -> processes.count() > 0)
            .map(Puppet::new)
            .toList();
    waiting.forEach(puppet -> puppet.begins(context -> context.receive(String.class, A_WHILE)));
    waiting.forEach(Puppet::all);
  }

  private static void letsIn(Nodes nodes, Node victim) throws IOException {
    try (Node good = nodes.start("good", options -> options.withConnectAll(false))) {
      assertThat(good.connect(victim.self())).isEqualTo(new ConnectResult(CONNECTED, ""));
    }
    Await.until("it has gone", () -> !victim.nodes().contains(nodes.name("good")));
  }

  /**
   * The next that a watcher hears of a node. That a good peer came and went, which {@link
   * #unharmedBy} waits for at the victim itself, its watchers may hear later.
   */
  static Object newsOf(NodeName node, Puppet watcher) {
    for (; ; ) {
      Object news = watcher.next();
      if (!(news instanceof NodeDown down) || down.node().equals(node)) return news;
    }
  }

  private void talk(String words) {
    speaker.runs(context -> context.send(hearer.pid(), words));
    assertThat(hearer.next()).isEqualTo(words);
    hearer.runs(context -> context.send(speaker.pid(), words + ", too"));
    assertThat(speaker.next()).isEqualTo(words + ", too");
  }
}
