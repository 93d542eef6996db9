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
    Instant now = clock.instant();
    Set<NodeName> wanted = Set.copyOf(found.get());
    Set<NodeName> up = Set.copyOf(links.nodes());
    linked.retainAll(wanted);
    retries.keySet().retainAll(wanted);
    Duration next = NOTHING_DUE;
    for (NodeName node : wanted) {
      if (up.contains(node)) {
        retries.remove(node);
        if (linked.add(node)) report.connected(node);
      } else if (!calling.contains(node)) {
        Retry first = linked.remove(node) ? Retry.soon(now) : Retry.at(now);
        Retry retry = retries.computeIfAbsent(node, unused -> first);
        Duration wait = Duration.between(now, retry.due());
        if (retry.isDue(now)) call(node);
        else if (wait.compareTo(next) < 0) next = wait;
      }
    }
    return next;
  }

  /** Begins an attempt, and does not wait for it: a node that is out of reach takes seconds. */
  private void call(NodeName node) {
    calling.add(node);
    executor.execute(() -> called(node, attempt(node)));
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
    calling.remove(node);
    Instant now = clock.instant();
    retries.computeIfPresent(node, (unused, retry) -> retry.after(result, now));
    if (!result.connected()) report.unable(node, result, now);
  }
}
