package workbook.lab;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import multinode.node.NodeName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;
import workbook.lab.book.Trouble;
import workbook.lab.compile.Overlay;
import workbook.lab.node.NodeJvm;

/** {@code ./lab node}: starts a node with its console, in place of this process. */
@Command(
    name = "node",
    header = "Open the console of a node.",
    description = {
      "",
      "Two terminals, two nodes, one cookie:",
      "",
      "  ./lab node a --cookie monster",
      "  ./lab node b --cookie monster",
      "",
      "Nodes that find each other:",
      "",
      "  ./lab node a --gossip",
      "  ./lab node b --gossip",
      ""
    },
    mixinStandardHelpOptions = true)
final class NodeCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "a, which means a@127.0.0.1, or name@host; without it the node talks to nobody")
  private String name;

  @Option(
      names = "--cookie",
      paramLabel = "TEXT",
      description = "the secret that it shares with its peers; default: ~/.multinode.cookie")
  private String cookie;

  @Option(
      names = "--stage",
      paramLabel = "N",
      description = "run your own code of this stage instead of the finished system")
  private Integer stage;

  @Option(
      names = "--connect",
      paramLabel = "NAME",
      description = "connect to this node at once; may be repeated")
  private List<String> connect = List.of();

  @Option(names = "--gossip", description = "find others by multicast, and connect to them")
  private boolean gossip;

  @Option(
      names = "--epmd",
      paramLabel = "NAMES",
      description = "find others on the hosts of these nodes: b or b@10.0.0.2,c@10.0.0.3")
  private String epmd;

  @Option(
      names = "--dns",
      paramLabel = "NAME",
      description = "find others on the hosts that this name stands for")
  private String dns;

  @Option(
      names = "--kubernetes",
      paramLabel = "NAME",
      description = "find others behind this service of Kubernetes")
  private String kubernetes;

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      description = "the namespace of that service; default: default")
  private String namespace;

  @Option(
      names = "--topology",
      paramLabel = "NAME",
      description = "with whom of those it goes together; default: multinode")
  private String topology;

  @Option(
      names = "--open",
      description = "find also those who have another cookie, who will be refused")
  private boolean open;

  @Option(
      names = "--cluster-port",
      paramLabel = "N",
      description = "listen for them there, or on one of the 31 ports after it; default: 5701")
  private Integer clusterPort;

  @Option(
      names = "--cluster-size",
      paramLabel = "N",
      description = "run the cluster's servers only among more than half of N nodes")
  private Integer clusterSize;

  @Option(
      names = "--no-rebalance",
      description = "a node that joins is given none of the servers that run already")
  private boolean noRebalance;

  @Option(names = "--port", paramLabel = "N", description = "listen here; default: any free port")
  private Integer port;

  @Option(
      names = "--advertise",
      paramLabel = "N",
      description = "tell peers this port instead, behind a proxy")
  private Integer advertise;

  @Option(
      names = "--mapper-port",
      paramLabel = "N",
      description = "where the host's port mapper listens; default: 4370")
  private Integer mapperPort;

  @Option(
      names = "--tick",
      paramLabel = "MS",
      description = "look after connections this often; default: 1000")
  private Integer tick;

  @Option(
      names = "--allow",
      paramLabel = "CLASSES",
      description = "let in messages of this class, or of a package when it ends in a dot")
  private List<String> allow = List.of();

  @Option(names = "--pair", description = "connect only to those asked for, not to all they know")
  private boolean pair;

  @Option(
      names = "--headless",
      description = "no console; tells who is connected, and ends with its input")
  private boolean headless;

  @Option(names = "--stay", description = "the same, but stays until it is ended")
  private boolean stay;

  @Spec private CommandSpec spec;

  private final Book book;
  private final Screen screen;

  NodeCommand(Book book, Screen screen) {
    this.book = book;
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> words = words();
    List<String> arguments =
        stage == null
            ? NodeJvm.arguments(book, words)
            : NodeJvm.argumentsWith(stageClassPath(), words);
    String next = System.getProperty("workbook.next");
    if (next != null) {
      Files.write(Path.of(next), arguments);
      return 0;
    }
    List<String> command = new ArrayList<>(List.of(NodeJvm.java().toString()));
    command.addAll(arguments);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private String stageClassPath() throws IOException {
    Overlay overlay = Overlay.of(book, List.of(book.stage(stage)));
    if (overlay.errors().isEmpty()) return overlay.classes() + File.pathSeparator + book.jar();
    new CompileErrors(book, screen).show(overlay.errors());
    throw new Trouble("So the node was not started.");
  }

  private List<String> words() {
    List<String> words = new ArrayList<>();
    if (name != null) words.add(checked(name));
    add(words, "--cookie", cookie);
    add(words, "--port", port);
    add(words, "--advertise", advertise);
    add(words, "--mapper-port", mapperPort);
    add(words, "--tick", tick);
    if (gossip) words.add("--gossip");
    add(words, "--epmd", epmd);
    add(words, "--dns", dns);
    add(words, "--kubernetes", kubernetes);
    add(words, "--namespace", namespace);
    add(words, "--topology", topology);
    if (open) words.add("--open");
    add(words, "--cluster-port", clusterPort);
    add(words, "--cluster-size", clusterSize);
    if (noRebalance) words.add("--no-rebalance");
    connect.forEach(peer -> add(words, "--connect", checked(peer)));
    allow.forEach(classes -> add(words, "--allow", classes));
    if (pair) words.add("--pair");
    if (headless) words.add("--headless");
    if (stay) words.add("--stay");
    return words;
  }

  private String checked(String text) {
    try {
      return NodeName.parse(text.contains("@") ? text : text + "@127.0.0.1").toString();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static void add(List<String> words, String option, Object value) {
    if (value != null) words.addAll(List.of(option, value.toString()));
  }
}
