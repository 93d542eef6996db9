package multinode.building;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import multinode.genserver.CallFailed;
import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.MultiReply;
import multinode.genserver.Name;
import multinode.genserver.Request;
import multinode.genserver.StartResult;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.Destination;
import multinode.process.From;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.RegisteredName;

/**
 * Prints the messages it gets, where it was started. Its state is how many there were.
 *
 * <p>Either every node has one, under a local name, or the whole cluster has one, under a global
 * name.
 */
public final class Receiver implements GenServer<Integer> {

  /** The name it holds, on its node or in the whole cluster. */
  public static final String NAME = "receiver";

  private static final Duration LIMIT = Duration.ofSeconds(1);

  /**
   * "Print this."
   *
   * @param text what
   * @param from the node it was sent from
   */
  public record Message(String text, NodeName from) implements Request<Received> {}

  /**
   * "It has been printed."
   *
   * @param text what
   * @param node where
   */
  public record Received(String text, NodeName node) {
    @Override
    public String toString() {
      return "(\"" + text + "\", " + node + ")";
    }
  }

  private Receiver() {}

  /** Starts this node's receiver. */
  public static StartResult start(Context starter) {
    return GenServer.start(starter, NAME, new Receiver());
  }

  /** Starts the cluster's receiver, if no node has started it yet. */
  public static StartResult startGlobal(Context starter, Node here) {
    return GenServer.start(starter, Name.global(here, NAME), new Receiver());
  }

  @Override
  public Init<Integer> init(Context self) {
    return Init.ok(0);
  }

  @Override
  public CallResult<Integer> handleCall(
      Request<?> request, From from, Integer count, Context self) {
    if (!(request instanceof Message message)) throw unknown(request);
    NodeName here = NodeName.parse(self.self().node());
    self.println(
        "\"%s\" message received on node %s from node: %s"
            .formatted(message.text, here, message.from));
    return message.reply(new Received(message.text, here), count + 1);
  }

  /**
   * Sends a text to the cluster's receiver; where there is none, to the receiver of another node,
   * the first by name.
   *
   * @throws IllegalStateException when there is neither
   * @throws CallFailed when it does not answer
   */
  public static Received sendMsg(Node here, String text) {
    Destination receiver =
        here.global().whereis(NAME).<Destination>map(pid -> pid).orElseGet(() -> ofAnother(here));
    return here.run(self -> GenServer.call(self, receiver, new Message(text, here.self())));
  }

  private static Destination ofAnother(Node here) {
    return here.nodes().stream()
        .findFirst()
        .map(node -> new RegisteredName(NAME, node.toString()))
        .orElseThrow(() ->
            new IllegalStateException(
                here.self() + " is connected to no other node; connect it first"));
  }

  /**
   * Sends a text to the receivers of all nodes, this one's, too; where the cluster has one
   * receiver, to that alone.
   *
   * @return their answers, and why there is none from the others; waits a second for them at most
   */
  public static MultiReply<Received> sendMsgToAllNodes(Node here, String text) {
    Message message = new Message(text, here.self());
    Optional<Pid> only = here.global().whereis(NAME);
    if (only.isPresent()) return here.run(self -> ask(self, only.get(), message));
    List<NodeName> nodes = new ArrayList<>(here.nodes());
    nodes.add(here.self());
    return here.run(self -> GenServer.multiCall(self, nodes, NAME, message, LIMIT));
  }

  /** Asks one receiver as a multiCall asks many: an answer, or why there is none. */
  private static MultiReply<Received> ask(Context self, Pid receiver, Message message) {
    MultiReply<Received> all = new MultiReply<>(new TreeMap<>(), new TreeMap<>());
    NodeName node = NodeName.parse(receiver.node());
    try {
      all.replies().put(node, GenServer.call(self, receiver, message, LIMIT));
    } catch (CallFailed failed) {
      all.failed().put(node, failed);
    }
    return all;
  }
}
