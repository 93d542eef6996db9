package multinode.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import multinode.node.ConnectResult;
import multinode.process.NodeName;
import workbook.Todo;

/**
 * Connects a node to all nodes that discovery has found, and again after a break. Found is not
 * connected: membership tells who is there, the handshake decides who may come in.
 *
 * <p>It never disconnects anybody: a node that discovery does not find any more may have a link
 * that works, and the link knows better.
 */
final class Connector {

  /** When nothing is due, somebody will say when to look again. */
  static final Duration NOTHING_DUE = Duration.ofMinutes(1);

  private final Supplier<? extends Set<NodeName>> found;
  private final Links links;
  private final Report report;
  private final InstantSource clock;
  private final Executor executor;

  private final Set<NodeName> linked = new HashSet<>();
  private final Set<NodeName> calling = new HashSet<>();
  private final Map<NodeName, Retry> retries = new HashMap<>();

  /** Hears how each attempt went. */
  interface Report {

    /** A node that was found is connected. */
    void connected(NodeName node);

    /** An attempt to connect a node has failed. */
    void unable(NodeName node, ConnectResult result, Instant now);
  }

  /**
   * A connector that has connected nobody yet.
   *
   * @param found the nodes to connect, without this one
   * @param executor runs each attempt, which blocks until it is decided
   */
  Connector(
      Supplier<? extends Set<NodeName>> found,
      Links links,
      Report report,
      InstantSource clock,
      Executor executor) {
    this.found = found;
    this.links = links;
    this.report = report;
    this.clock = clock;
    this.executor = executor;
  }

  /**
   * Looks once: begins to connect each node that is found, is not connected, and is due.
   *
   * @return how long until the next is due; {@link #NOTHING_DUE} when none is waiting
   */
  synchronized Duration look() {
    // 3.3: first forget who is not found any more. Then, for each that is found: is it up? Is it
    // being called? Was it up the last time? Is it due, or when will it be?
    throw new Todo("3.3", "begin to connect who is found, not connected and due; tell who is next");
  }

  /** Begins an attempt, and does not wait for it: a node that is out of reach takes seconds. */
  private void call(NodeName node) {
    // 3.3: connect blocks, for seconds if it must. On whose thread?
    throw new Todo("3.3", "note that it is being called, and have the executor connect it");
  }

  /** What came of an attempt; one that throws has failed, and is not the last. */
  private ConnectResult attempt(NodeName node) {
    try {
      return links.connect(node);
    } catch (RuntimeException e) {
      return new ConnectResult(ConnectResult.Status.UNREACHABLE, e.toString());
    }
  }

  /** An attempt has come to its end, good or bad; if the link is up, the next look sees it. */
  private synchronized void called(NodeName node, ConnectResult result) {
    // 3.3: when may it be called again? And who wants to hear of a failure?
    throw new Todo("3.3", "note that it is not being called any more, and when to try again");
  }
}
