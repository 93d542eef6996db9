package multinode.console;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import multinode.node.ConnectResult;
import multinode.node.Cookie;
import multinode.node.Here;
import multinode.node.Node;
import multinode.node.NodeStats;
import multinode.process.Body;
import multinode.process.Destination;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Processes;
import multinode.wire.RemoteFunction;

/**
 * The words of a node's console. In a function that was sent to another node they mean that node;
 * what it prints appears where it was sent from.
 */
public final class Words {

  private static final int WIDTH = 100;

  /** The names that all connected nodes share. */
  public static final GlobalNames global = new GlobalNames();

  private Words() {}

  /**
   * Something that prints as it is, without quotes.
   *
   * @param text what
   */
  public record Text(String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  private static Node node() {
    return Here.current().node();
  }

  private static NodeName name(String node) {
    return NodeArguments.name(node);
  }

  /** These words, and those of the rooms above, a line each. */
  public static Text help() {
    return new Text(Help.of(Console.rooms()));
  }

  /** The name of the node. */
  public static NodeName self() {
    return node().self();
  }

  /** The connected nodes, sorted. */
  public static List<NodeName> nodes() {
    return node().nodes();
  }

  /** That the node has a cookie; not which. */
  public static Cookie cookie() {
    return node().cookie();
  }

  /** Connects to a node; when that fails, prints why. */
  public static Answer connect(String peer) {
    ConnectResult result = node().connect(name(peer));
    if (!result.connected()) println("refused: " + result);
    return node().isAlive() ? Answer.of(result.connected()) : Answer.IGNORED;
  }

  /** Ends the connection to a node; false when there is none. */
  public static Answer disconnect(String peer) {
    boolean disconnected = node().disconnect(name(peer));
    return node().isAlive() ? Answer.of(disconnected) : Answer.IGNORED;
  }

  /** Connects to a node, if that can be done. */
  public static Node.Ping ping(String peer) {
    return node().ping(name(peer));
  }

  /** The nodes that run on this node's host, and their ports. */
  public static Text names() throws IOException {
    return new Text(
        node().names(self().host()).entrySet().stream()
            .map(entry -> "%s at port %d".formatted(entry.getKey(), entry.getValue()))
            .collect(joining("\n")));
  }

  /** Prints a line where the function was asked for. */
  public static void println(Object line) {
    Here.current()
        .context()
        .ifPresentOrElse(context -> context.println(line), () -> System.out.println(line));
  }

  /** Runs something in a process of its own, here. */
  public static Pid spawn(Task task) {
    return spawn(self().toString(), task);
  }

  /** Starts a process here that gets its context. */
  public static Pid spawn(Body body) {
    return node().spawn(body);
  }

  /** Runs something on another node; what it prints appears here. */
  public static Pid spawn(String peer, Task task) {
    return spawn(peer, (RemoteFunction) context -> task.run());
  }

  /** The same, for a function that wants its context. */
  public static Pid spawn(String peer, RemoteFunction function) {
    try {
      return node().spawn(name(peer), function);
    } catch (IllegalArgumentException | IllegalStateException e) {
      e.setStackTrace(new StackTraceElement[0]);
      throw e;
    }
  }

  /** Sends a message to the process that holds a name on a node; returns the message. */
  public static <T> T send(String registered, String peer, T message) {
    node().send(registered, name(peer), message);
    return message;
  }

  /** Sends a message to the process that holds a name on this node; returns the message. */
  public static <T> T send(String registered, T message) {
    node().processes().send(registered, message);
    return message;
  }

  /** Sends a message to a process; returns the message. */
  public static <T> T send(Destination to, T message) {
    node().processes().send(to, message);
    return message;
  }

  /** Gives a process of this node a name. */
  public static Answer register(String registered, Pid pid) {
    node().processes().register(registered, pid);
    return Answer.TRUE;
  }

  /** Who holds a name on this node. */
  public static Optional<Pid> whereis(String registered) {
    return node().processes().whereis(registered);
  }

  /**
   * The processes of this node: pid, names, those of the whole cluster as {@code {global, name}},
   * how many messages wait, and a server's state.
   */
  public static Text processes() {
    SortedMap<String, Pid> shared = global.names();
    return new Text(
        node().processes().list().stream()
            .map(info -> row(info, names(info, shared)))
            .collect(joining("\n")));
  }

  /**
   * What the node has to do, in numbers: each connection's messages and bytes, in and out, and how
   * many wait; the longest mailboxes; how many messages were dropped.
   */
  public static NodeStats stats() {
    return node().stats();
  }

  private static String names(Processes.Info info, SortedMap<String, Pid> shared) {
    Stream<String> ofAll =
        shared.keySet().stream()
            .filter(name -> shared.get(name).equals(info.pid()))
            .map("{global, %s}"::formatted);
    return Stream.concat(info.names().stream(), ofAll).collect(joining(" "));
  }

  private static String row(Processes.Info info, String names) {
    String row =
        "%-24s %-30s %6d waiting  %s"
            .formatted(info.pid(), names, info.mailbox(), info.shown())
            .stripTrailing();
    return row.length() <= WIDTH ? row : row.substring(0, WIDTH - 1) + "…";
  }
}
