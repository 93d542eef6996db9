package multinode.node;

import static multinode.node.ConnectResult.Status.ALREADY_CONNECTED;
import static multinode.node.ConnectResult.Status.CONNECTED;
import static multinode.node.ConnectResult.Status.NOT_ALIVE;
import static multinode.node.ConnectResult.Status.PROTOCOL;
import static multinode.node.ConnectResult.Status.SELF;
import static multinode.node.ConnectResult.Status.SIMULTANEOUS;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import multinode.process.NodeName;

/**
 * Which links a node has and which it is making: at most one to each peer, also when the two call
 * each other at the same moment. Then the call of the node with the greater name counts, as in
 * Erlang, and the other's waits for it.
 */
final class Links {

  /** Of how many peers it remembers when they last came up; of more it forgets the oldest. */
  private static final int MOST_NAMES = 10_000;

  private final NodeName self;
  private final Map<NodeName, Call> calls = new HashMap<>();
  private final Map<String, Connection> up = new ConcurrentHashMap<>();
  private final Map<String, Long> lastUp =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST_NAMES;
        }
      };
  private long ups;
  private boolean closed;

  /** An attempt of this node to connect to a peer. */
  static final class Call {
    private final CompletableFuture<ConnectResult> result = new CompletableFuture<>();
    private volatile boolean overtaken;

    /** What comes of it. */
    CompletableFuture<ConnectResult> result() {
      return result;
    }

    /** Whether the peer's own call was faster. */
    boolean isOvertaken() {
      return overtaken;
    }
  }

  Links(NodeName self) {
    this.self = self;
  }

  /** The link to a node, by its full name. */
  Optional<Connection> find(String node) {
    return Optional.ofNullable(up.get(node));
  }

  /** The connected peers, sorted by name. */
  List<Peer> peers() {
    return all().stream().map(Connection::peer).toList();
  }

  /** Those who want to be introduced to each other. */
  List<NodeName> meshing() {
    return peers().stream().filter(Peer::meshing).map(Peer::name).toList();
  }

  /** The connections that are up, sorted by the peer's name. */
  List<Connection> all() {
    return up.values().stream()
        .sorted(Comparator.comparing(connection -> connection.peer().name()))
        .toList();
  }

  void forEach(Consumer<Connection> task) {
    up.values().forEach(task);
  }

  /**
   * Begins a call to a peer, unless there is nothing to call for, or it is being called.
   *
   * @param begin is given the new call, when there is one
   */
  synchronized CompletableFuture<ConnectResult> call(NodeName peer, Consumer<Call> begin) {
    if (self.equals(NodeName.NONODE)) {
      return done(NOT_ALIVE, "this node has no name; start it with one to connect it");
    }
    if (closed) return done(NOT_ALIVE, "this node is stopping");
    if (peer.equals(self)) return done(SELF, "");
    if (up.containsKey(peer.toString())) return done(ALREADY_CONNECTED, "");
    Call running = calls.get(peer);
    if (running != null) return running.result;
    Call call = new Call();
    calls.put(peer, call);
    call.result.whenComplete((result, error) -> forget(peer, call));
    begin.accept(call);
    return call.result;
  }

  private static CompletableFuture<ConnectResult> done(ConnectResult.Status status, String reason) {
    return CompletableFuture.completedFuture(new ConnectResult(status, reason));
  }

  private synchronized void forget(NodeName peer, Call call) {
    calls.remove(peer, call);
  }

  /** Whether a call is still wanted by its caller, who is asked because the peer has a link. */
  synchronized boolean isWanted(Call call, NodeName peer) {
    return !call.overtaken && !up.containsKey(peer.toString());
  }

  /**
   * Takes in the link that a call has brought.
   *
   * @throws Refused when the peer's own call was faster, or this node is stopping
   */
  synchronized void called(Call call, Connection link) throws Refused {
    if (call.overtaken) throw new Refused(SIMULTANEOUS, "the other's call was faster");
    if (closed) throw new Refused(NOT_ALIVE, "this node is stopping");
    put(link);
  }

  private void put(Connection link) {
    String peer = link.peer().name().toString();
    up.put(peer, link);
    lastUp.remove(peer);
    lastUp.put(peer, ++ups);
  }

  /** How many links have come up so far. */
  synchronized long ups() {
    return ups;
  }

  /**
   * Takes in the link of a peer that has called.
   *
   * @param since how many links had come up when it called; when one to this peer is among those
   *     that came later, the peer has given up this call for that one, gone again or not
   * @return the link that has its place already, and keeps it; empty when it was taken in
   * @throws Refused when this node is itself calling the peer and has the greater name, when the
   *     peer has this node's own name, or when this node is stopping
   */
  synchronized Optional<Connection> answered(Connection link, long since) throws Refused {
    NodeName peer = link.peer().name();
    if (peer.equals(self)) throw new Refused(PROTOCOL, "it has this node's own name");
    if (closed) throw new Refused(NOT_ALIVE, "this node is stopping");
    Connection old = up.get(peer.toString());
    if (old != null) return Optional.of(old);
    if (lastUp.getOrDefault(peer.toString(), 0L) > since) {
      throw new Refused(SIMULTANEOUS, "another call was faster");
    }
    Call mine = calls.get(peer);
    if (mine != null && self.compareTo(peer) > 0) {
      throw new Refused(SIMULTANEOUS, "this node is calling it, and its own call counts");
    }
    if (mine != null) mine.overtaken = true;
    put(link);
    return Optional.empty();
  }

  /** Tells this node's own call, which has been overtaken by the peer's, that all is well. */
  void settle(NodeName peer) {
    Call mine;
    synchronized (this) {
      mine = calls.get(peer);
    }
    if (mine != null) mine.result.complete(ConnectResult.of(CONNECTED));
  }

  /** Takes a link out; false when it was out already. */
  synchronized boolean remove(Connection link) {
    return up.remove(link.peer().name().toString(), link);
  }

  /** Lets no new links in. */
  synchronized void close() {
    closed = true;
  }

  synchronized boolean isClosed() {
    return closed;
  }
}
