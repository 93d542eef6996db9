package workbook.harness;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import multinode.node.Cookie;
import multinode.node.Node;
import multinode.node.NodeOptions;
import multinode.process.Event;
import multinode.process.NodeName;

/**
 * The nodes of one test, on 127.0.0.1, with a port mapper of their own. A test asks for it as a
 * parameter; everything started here is closed when the test ends, however it ends.
 */
public final class Nodes implements AutoCloseable {

  /** The cookie of nodes that were not given another. */
  public static final String COOKIE = "monster";

  /** The host of all nodes. */
  public static final String HOST = "127.0.0.1";

  private final int mapperPort = Ports.free();
  private final List<Node> nodes = new CopyOnWriteArrayList<>();
  private final List<RealNode> realNodes = new CopyOnWriteArrayList<>();
  private final Closing closing = new Closing(Patience.with(Duration.ofSeconds(5)));
  private final Recording recording = new Recording();
  private final Seed seed = new Seed();
  private final AtomicReference<Duration> extraTime = new AtomicReference<>(Duration.ZERO);

  /** No nodes yet. */
  public Nodes() {}

  /** Starts a node {@code name@127.0.0.1} with the cookie {@link #COOKIE}. */
  public Node start(String name) throws IOException {
    return start(options(name, COOKIE));
  }

  /** The same, with options of its own. */
  public Node start(String name, UnaryOperator<NodeOptions> change) throws IOException {
    return start(change.apply(options(name, COOKIE)));
  }

  /** Starts a node with a cookie of its own. */
  public Node start(String name, String cookie) throws IOException {
    return start(options(name, cookie));
  }

  /** Starts a node with these options, best made by {@link #options}. */
  public Node start(NodeOptions options) throws IOException {
    Node node = Node.start(options, recording.listen(options.name().toString()));
    nodes.add(node);
    return closing.add("node " + node.self(), node);
  }

  /** Starts a node without a name. */
  public Node startUnnamed() throws IOException {
    return start(NodeOptions.unnamed().withOutput(output(NodeName.NONODE)::add));
  }

  /** The options of a node of this test: its port mapper, and output that is kept. */
  public NodeOptions options(String name, String cookie) {
    NodeName full = name(name);
    return NodeOptions.named(full, Cookie.of(cookie))
        .withMapperPort(mapperPort)
        .withOutput(output(full)::add);
  }

  /** The full name of a node of this test. */
  public NodeName name(String name) {
    return new NodeName(name, HOST);
  }

  /**
   * Where this test's port mapper listens, once there is a node; the 32 ports after it are free.
   */
  public int mapperPort() {
    return mapperPort;
  }

  /** A port on which nothing listens, nor on the 32 after it. */
  public int freePort() {
    return Ports.free();
  }

  /** What was printed on a node so far, a line each; of very many the first and the last. */
  public List<String> output(Node node) {
    return output(node.self()).list();
  }

  private FirstAndLast<String> output(NodeName name) {
    return recording.output(name.toString());
  }

  /**
   * What happened so far on all nodes of this JVM, in order of time; of very many messages the
   * first and the last.
   */
  public List<Event> events() {
    return recording.events();
  }

  /** What happened so far on one node. */
  public List<Event> events(Node node) {
    String name = node.self().toString();
    return events().stream().filter(event -> event.node().equals(name)).toList();
  }

  /** The nodes started in this JVM so far, also those that were closed. */
  public List<Node> all() {
    return List.copyOf(nodes);
  }

  /** A proxy for one node, to disturb what others send to it. */
  public FaultProxy proxy() throws IOException {
    return proxy(seed.value());
  }

  /** The same, with the seed of its faults. */
  public FaultProxy proxy(long withSeed) throws IOException {
    return closing.add("a proxy", FaultProxy.open(withSeed, this::mark));
  }

  /** Starts a node as a process of the operating system; see {@link RealNode}. */
  public RealNode startReal(String name, String... arguments) throws IOException {
    return RealNode.start(this, name, arguments);
  }

  /** Keeps a process's node until the end of the test. */
  RealNode add(RealNode node) {
    realNodes.add(node);
    return closing.add("process of " + node.name(), node);
  }

  /** The nodes started as processes so far. */
  public List<RealNode> allReal() {
    return List.copyOf(realNodes);
  }

  /** The seed of whatever this test draws at random; a red test prints it. */
  public Seed seed() {
    return seed;
  }

  /** Notes on the ladder that the test did something. */
  public void mark(String text) {
    recording.mark(text);
  }

  /** What happened, as a ladder. */
  Ladder ladder() {
    Stream<NodeName> here = nodes.stream().map(Node::self);
    Stream<NodeName> elsewhere = realNodes.stream().map(RealNode::name);
    List<String> names = Stream.concat(here, elsewhere).map(NodeName::toString).toList();
    return Ladder.of(names, recording.events(), recording.leftOut(), recording.marks());
  }

  /** The same, as a picture in HTML. */
  public String ladderPicture() {
    return LadderHtml.picture(ladder());
  }

  /** Has something closed at the end of the test, before what was started earlier. */
  public <T extends AutoCloseable> T closeLater(T resource) {
    return closing.add("a " + resource.getClass().getSimpleName(), resource);
  }

  /** What is open now of sockets and threads, to be compared with later. */
  public Leaks leaks() {
    return Leaks.now();
  }

  /** Says that what the test begins now may take so long, beside what every test may. */
  public void takes(Duration more) {
    extraTime.accumulateAndGet(more, Duration::plus);
  }

  Duration extraTime() {
    return extraTime.get();
  }

  /** Closes everything, the last first. */
  @Override
  public void close() {
    closing.close();
  }
}
