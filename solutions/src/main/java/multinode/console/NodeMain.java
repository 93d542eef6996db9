package multinode.console;

import java.io.IOException;
import java.security.Security;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import multinode.node.Node;
import multinode.node.Rehearsal;
import multinode.process.NodeName;

/**
 * The program of one node: starts it, then talks to the person in front of it, or just stays.
 *
 * <p>Exit code 0 at the end of input, 1 when the node cannot be started, 2 for wrong arguments.
 */
public final class NodeMain {

  private NodeMain() {}

  /** Its options, those of all rooms that are there. */
  public static String help() {
    return NodeArguments.help();
  }

  /** See {@link NodeArguments} for the arguments. */
  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT); // Not every language writes a port in ASCII digits.
    if (Arrays.asList(args).contains("--help")) {
      System.out.print(help());
      return;
    }
    manyAnswers();
    freshNames();
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tH:%1$tM:%1$tS.%1$tL %4$s %5$s%6$s%n");
    try {
      run(NodeArguments.parse(args));
    } catch (IllegalArgumentException e) {
      fail(2, e);
    } catch (IOException e) {
      fail(1, e);
    }
    System.exit(0);
  }

  /** On one or two cores the common pool has one thread, and Hazelcast starts one per answer. */
  private static void manyAnswers() {
    String parallelism = "java.util.concurrent.ForkJoinPool.common.parallelism";
    if (System.getProperty(parallelism) == null && Runtime.getRuntime().availableProcessors() < 3) {
      System.setProperty(parallelism, "2");
    }
  }

  /**
   * Java believes for 30 s what a name service has said, and for 10 s that it knows a name not.
   * That is too long for names whose addresses come and go with nodes; nobody else is asked more
   * often.
   */
  private static void freshNames() {
    Security.setProperty("networkaddress.cache.ttl", "1");
    Security.setProperty("networkaddress.cache.negative.ttl", "1");
  }

  private static void run(NodeArguments arguments) throws Exception {
    boolean console = arguments.mode() == NodeArguments.Mode.CONSOLE;
    Optional<Screen> screen =
        console && Screen.isThere()
            ? Optional.of(Screen.open(arguments.options().name().toString()))
            : Optional.empty();
    Node node = Node.start(arguments.options());
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(node::close));
    if (!console) {
      System.out.printf("listening as %s on %s:%d%n", node.self(), node.self().host(), node.port());
      Neighbours.tell(node);
    }
    if (arguments.rehearse()) Rehearsal.begin();
    for (NodeName peer : arguments.connect()) {
      var result = node.connect(peer);
      if (!result.connected()) System.out.printf("not connected to %s: %s%n", peer, result);
    }
    for (Feature feature : arguments.features()) feature.begin(node);
    switch (arguments.mode()) {
      case CONSOLE -> new Console(node, screen).run();
      case HEADLESS -> {
        while (System.in.read() >= 0) continue;
      }
      case STAY -> new CountDownLatch(1).await();
    }
  }

  private static void fail(int code, Exception e) {
    System.err.println(wrap("node: " + e.getMessage()));
    System.exit(code);
  }

  /** In lines of 100 columns, where there are spaces to break them at. */
  private static String wrap(String text) {
    return text.replaceAll("(?=.{101})(.{1,100}) +", "$1\n");
  }
}
