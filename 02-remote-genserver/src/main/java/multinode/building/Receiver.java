package multinode.building;

import java.time.Duration;
import java.util.TreeMap;
import multinode.genserver.CallFailed;
import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.MultiReply;
import multinode.genserver.Request;
import multinode.genserver.StartResult;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.From;
import multinode.process.NodeName;
import multinode.process.Pid;
import workbook.Todo;

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
    // 2.4: a server of this node, under its NAME.
    throw new Todo("2.4", "start a receiver under the local name");
  }

  /** Starts the cluster's receiver, if no node has started it yet. */
  public static StartResult startGlobal(Context starter, Node here) {
    // 2.5: the same, under a name that all nodes share.
    throw new Todo("2.5", "start a receiver under the global name");
  }

  @Override
  public Init<Integer> init(Context self) {
    return Init.ok(0);
  }

  @Override
  public CallResult<Integer> handleCall(
      Request<?> request, From from, Integer count, Context self) {
    // 2.4: print, with the context's println; answer with what arrived, and where; count it.
    throw new Todo("2.4", "print the message, answer that it has arrived");
  }

  /**
   * Sends a text to the cluster's receiver; where there is none, to the receiver of another node,
   * the first by name.
   *
   * @throws IllegalStateException when there is neither
   * @throws CallFailed when it does not answer
   */
  public static Received sendMsg(Node here, String text) {
    // 2.4: the first of the other nodes; no other node is an error that says so.
    // 2.5: unless somebody holds the global name.
    throw new Todo("2.4", "send the text to the receiver of another node");
  }

  /**
   * Sends a text to the receivers of all nodes, this one's, too; where the cluster has one
   * receiver, to that alone.
   *
   * @return their answers, and why there is none from the others; waits a second for them at most
   */
  public static MultiReply<Received> sendMsgToAllNodes(Node here, String text) {
    // 2.4: who are "all nodes"? And what if one of them does not answer?
    // 2.5: unless somebody holds the global name.
    throw new Todo("2.4", "send the text to the receivers of all nodes");
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
