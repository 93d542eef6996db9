package multinode.global;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import multinode.process.Context;
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.process.Permanent;
import multinode.process.Pid;
import multinode.process.Ref;
import multinode.process.RegisteredName;
import multinode.process.Registry;
import multinode.process.Reply;
import multinode.process.Signal;

/**
 * Names for all connected nodes: one process holds a name, and every node finds it.
 *
 * <p>A registration locks the name on every connected node, in the order of their names, so that of
 * two only one goes on and none wait for each other in a circle; a lock ends with the process that
 * has it. Each node tells the others of the names that its own processes hold, and when one of
 * these ends; so what a node has told goes when it goes, and comes again when it does. A call that
 * changes something returns when all connected nodes know it.
 *
 * <p>Nodes that were apart may have given one name twice. When they meet, all keep the process that
 * is on the node with the lesser name, and the {@link Conflict} rule of that registration says what
 * becomes of the other.
 *
 * <p>This is what OTP's <a href="https://www.erlang.org/doc/apps/kernel/global.html">{@code
 * global}</a> does, and like it, it wants every node connected to every other.
 */
public final class Global implements Registry, AutoCloseable {

  /** How many names an error tells. */
  private static final int SHOWN = 10;

  /**
   * How long one node may take to answer, the wait for others that change the same name included.
   */
  private static final Duration LIMIT = Duration.ofSeconds(15);

  /** How long a change may take at all nodes together. */
  private static final Duration CHANGE_LIMIT = Duration.ofSeconds(60);

  /** What becomes of two holders of one name. */
  public enum Conflict {
    /** The one on the node with the greater name is killed. */
    KILL_ONE,
    /** It loses the name and gets a {@link GlobalNameConflict}. */
    NOTIFY_ONE,
    /** Both lose the name, and get a {@link GlobalNameConflict}. */
    NOTIFY_BOTH
  }

  /** "Your process is to hold this name." Answered with the pid that holds it. */
  record Claim(String name, Pid pid, Conflict conflict) {}

  /** "Your process is not to hold this name any more." Answered with whether it did. */
  record Release(String name, Pid pid) {}

  private final Home home;
  private final BiConsumer<NodeName, Signal> tell;
  private final GlobalTable table = new GlobalTable();
  private final Permanent server;

  private Global(Home home, BiConsumer<NodeName, Signal> tell) {
    this.home = home;
    this.tell = tell;
    server = Permanent.start(home.processes(), GlobalServer.NAME, this::begin);
  }

  /**
   * Starts the server of a node's part of the names.
   *
   * @param tell brings a signal to a connected node, without connecting to it
   */
  public static Global start(Home home, BiConsumer<NodeName, Signal> tell) {
    return new Global(home, tell);
  }

  private Pid begin() {
    Pid next =
        home.spawn(
            new GlobalServer(
                home.self(),
                table,
                home.processes()::isAlive,
                home::nodes,
                (peer, news) -> tell.accept(peer, new Signal.Send(at(peer.toString()), news))));
    home.processes().register(GlobalServer.NAME, next);
    home.processes().send(next, new GlobalServer.Up(home.self()));
    return next;
  }

  private static RegisteredName at(String node) {
    return new RegisteredName(GlobalServer.NAME, node);
  }

  /** A node is connected now: it is told of the names that processes of this one hold. */
  public void up(NodeName node) {
    inform(new GlobalServer.Up(node));
  }

  /** A node is not connected any more: what its processes held is free. */
  public void down(NodeName node) {
    inform(new GlobalServer.Gone(node));
  }

  /** Tells the server that has the name now; the next one asks all nodes when it begins. */
  private void inform(Object news) {
    home.processes().whereis(GlobalServer.NAME).ifPresent(now -> home.processes().send(now, news));
  }

  @Override
  public Pid claim(String name, Pid pid) {
    return claim(name, pid, Conflict.KILL_ONE);
  }

  /** The same, with a rule for the case that two halves of the cluster meet. */
  public Pid claim(String name, Pid pid, Conflict conflict) {
    Object holder = home.run(asks(pid.node(), new Claim(name, pid, conflict)));
    if (holder instanceof Pid winner) return winner;
    if (ExitReason.NOPROC.equals(holder)) {
      throw new IllegalArgumentException(
          "%s cannot be registered as \"%s\": it is not alive, or its node keeps no global names now"
              .formatted(pid, name));
    }
    throw new IllegalStateException(
        "nobody knows whether %s has the name \"%s\": its node has not answered (%s)"
            .formatted(pid, name, holder));
  }

  /**
   * Gives a process a name; false when another one holds it, or it does already.
   *
   * @throws IllegalArgumentException when the process is not alive
   * @throws IllegalStateException when its node does not answer; it may have the name all the same
   */
  public boolean register(String name, Pid pid) {
    return !whereis(name).equals(Optional.of(pid)) && claim(name, pid).equals(pid);
  }

  /**
   * Takes a name back; false when nobody held it, or somebody else has just been given it.
   *
   * @throws IllegalStateException when the holder's node does not answer; it may have been done
   */
  @Override
  public boolean unregister(String name) {
    return whereis(name).filter(holder -> release(name, holder)).isPresent();
  }

  @Override
  public boolean release(String name, Pid pid) {
    Object answer = home.run(asks(pid.node(), new Release(name, pid)));
    if (answer instanceof Boolean held) return held;
    throw new IllegalStateException(
        "nobody knows whether %s still has the name \"%s\": its node has not answered (%s)"
            .formatted(pid, name, answer));
  }

  @Override
  public Optional<Pid> whereis(String name) {
    return table.holder(name);
  }

  /** The names that are known here, sorted, and who holds them. */
  @Override
  public SortedMap<String, Pid> registered() {
    return table.holders();
  }

  /**
   * Sends a message to the holder of a name.
   *
   * @return who that is
   * @throws IllegalArgumentException naming {@code name} when nobody holds it
   */
  public Pid send(String name, Object message) {
    Pid holder =
        whereis(name)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "no process is registered globally as \"%s\"; %s knows %s"
                        .formatted(name, home.self(), some(registered().keySet()))));
    home.processes().send(holder, message);
    return holder;
  }

  private static String some(Collection<String> names) {
    if (names.size() <= SHOWN) return names.toString();
    List<String> first = names.stream().limit(SHOWN).toList();
    return "%s and %,d more".formatted(first, names.size() - SHOWN);
  }

  /** Ends the server: its node is closed. */
  @Override
  public void close() {
    server.close();
  }

  @Override
  public String toString() {
    return "global";
  }

  /** Asks the server of a node; gives its answer, or why there is none. */
  private static Function<Context, Object> asks(String node, Object request) {
    return context -> answer(context, context.request(at(node), request), CHANGE_LIMIT);
  }

  /**
   * The answer of one node's server; the {@link ExitReason} of that server, when it is gone; or
   * {@code timeout} after {@link #LIMIT}: that node is left out then, as if it were gone.
   */
  static Object answer(Context context, Ref ref) {
    return answer(context, ref, LIMIT);
  }

  private static Object answer(Context context, Ref ref, Duration limit) {
    Optional<Object> message = context.receiveSince(ref, ref::settledBy, limit);
    if (message.isPresent()) {
      return message.get() instanceof Reply reply
          ? reply.answer()
          : ((Down) message.get()).reason().inherited();
    }
    context.demonitor(ref);
    return new ExitReason.Timeout();
  }
}
