package multinode.node;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import multinode.process.Carrier;
import multinode.process.Signal;
import multinode.process.Uplink;

/**
 * What stands between the processes and the {@link Router}: no request waits for a connection or
 * for room, since its caller waits for an answer already, and for so long as it has said. One that
 * cannot go at once is handed to a thread, one for each node; later signals to that node wait until
 * it is gone, so that none overtakes another. And a node that has just not answered is not asked
 * again for a moment.
 */
final class Outgoing implements Uplink {

  /** How many requests may wait for one node; one more cannot be sent. */
  private static final int MOST = 1 << 16;

  /** How many nodes that did not answer are remembered. */
  private static final int MOST_DEAD = 1_000;

  /** A refusal that comes sooner costs nothing to ask for again. */
  private static final Duration QUICK = Duration.ofMillis(200);

  /** For how long a node that did not answer is not asked again, at most. */
  private static final Duration MOMENT = Duration.ofSeconds(5);

  /** How long a signal waits at most for the requests before it. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Uplink router;
  private final Predicate<String> isReady;
  private final Consumer<Signal> check;
  private final Map<String, Deque<Signal.Request>> waiting = new HashMap<>();
  private final Map<String, Long> deadUntil = new ConcurrentHashMap<>();
  private volatile boolean someWait;
  private volatile Carrier carrier;

  /**
   * A way to other nodes.
   *
   * @param router carries a signal, and may wait meanwhile
   * @param isReady whether a signal to the node with this name would not wait
   * @param check throws what the router would throw because of what is in a signal
   */
  Outgoing(Uplink router, Predicate<String> isReady, Consumer<Signal> check) {
    this.router = router;
    this.isReady = isReady;
    this.check = check;
  }

  /** To be called before the first signal: who sends requests that have to wait. */
  void serve(Carrier newCarrier) {
    carrier = newCarrier;
  }

  @Override
  public boolean forward(String node, Signal signal) {
    if (!someWait && isReady.test(node)) return router.forward(node, signal);
    if (signal instanceof Signal.Request request) return hand(node, request);
    if (someWait && signal.connects()) awaitTurn(node);
    return route(node, signal);
  }

  private boolean route(String node, Signal signal) {
    if (isDead(node)) return false;
    long begin = System.nanoTime();
    if (router.forward(node, signal)) return true;
    long end = System.nanoTime();
    if (end - begin > QUICK.toNanos() && deadUntil.size() < MOST_DEAD) {
      deadUntil.put(node, end + Math.min(end - begin, MOMENT.toNanos()));
    }
    return false;
  }

  private boolean isDead(String node) {
    if (deadUntil.isEmpty()) return false;
    Long until = deadUntil.get(node);
    if (until == null) return false;
    if (until - System.nanoTime() > 0) return true;
    deadUntil.remove(node, until);
    return false;
  }

  /** A node is connected. */
  void up(String node) {
    deadUntil.remove(node);
  }

  private boolean hand(String node, Signal.Request request) {
    if (isReady.test(node) && !isWaiting(node)) return router.forward(node, request);
    check.accept(request);
    synchronized (waiting) {
      Deque<Signal.Request> queue = waiting.get(node);
      if (queue == null) {
        queue = new ArrayDeque<>();
        waiting.put(node, queue);
        someWait = true;
      }
      if (queue.size() == MOST) return false;
      queue.add(request);
      if (queue.size() > 1) return true;
    }
    Thread.ofVirtual().name("requests to " + node).start(() -> carry(node));
    return true;
  }

  private boolean isWaiting(String node) {
    synchronized (waiting) {
      return waiting.containsKey(node);
    }
  }

  private void carry(String node) {
    for (Signal.Request next = first(node); next != null; next = after(node)) {
      try {
        carrier.carry(next, request -> route(node, request));
      } catch (RuntimeException e) {
        Connections.LOG.log(Level.ERROR, "cannot send a request to " + node, e);
      }
    }
  }

  /** The request to be sent now; it stays in the queue, so that nothing passes it. */
  private Signal.Request first(String node) {
    synchronized (waiting) {
      return waiting.get(node).peek();
    }
  }

  /** The one after it, or null when there is none: then others may go their way again. */
  private Signal.Request after(String node) {
    synchronized (waiting) {
      Deque<Signal.Request> queue = waiting.get(node);
      queue.remove();
      if (!queue.isEmpty()) return queue.peek();
      waiting.remove(node);
      someWait = !waiting.isEmpty();
      waiting.notifyAll();
      return null;
    }
  }

  private void awaitTurn(String node) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    synchronized (waiting) {
      while (waiting.containsKey(node)) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) return;
        try {
          waiting.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }
}
