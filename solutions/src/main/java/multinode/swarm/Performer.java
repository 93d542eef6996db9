package multinode.swarm;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.genserver.StartResult;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Pid;

/**
 * Carries out what was decided. Each effect is the business of a process of its own, so that none
 * holds up another; what comes of it is {@link Host.Heard} by the host. For the host's process.
 */
final class Performer {

  /** Something that the host's process is to do. */
  record Do(Runnable task) {}

  private final LocalSwarm local;
  private final HostLog log;
  private final Table table;
  private final Context self;
  private final Pid me;
  private final Claims claims;
  private final Map<String, List<From>> calls = new HashMap<>();
  private final Map<Pid, String> movers = new HashMap<>();

  Performer(LocalSwarm local, HostLog log, Context self) {
    this.local = local;
    this.log = log;
    this.self = self;
    table = local.table();
    me = self.self();
    claims = new Claims(local, this, self);
  }

  /** What is asked of the table for many names at once. */
  Claims claims() {
    return claims;
  }

  /** These calls of a server that is to be started wait for its answer. */
  void expect(String name, List<From> waiting) {
    calls.put(name, waiting);
  }

  /** Does something in the host's process after a while. */
  void later(Duration pause, Runnable task) {
    self.spawn(one -> {
      one.sleep(pause);
      one.send(me, new Do(task));
    });
  }

  /** Finds the process of a server that is elsewhere. */
  void locate(String name, Consumer<Optional<Pid>> then) {
    find(one -> local.routes().locate(one, name), Optional.empty(), then);
  }

  /** Takes a name from a process that has ended; tells whether it has. */
  void releaseEnded(String name, Pid holder, Consumer<Boolean> then) {
    find(one -> local.registry().releaseEnded(name, holder), false, then);
  }

  /**
   * Has a process of its own find something out, for the host's process.
   *
   * @param failed what is told when that fails
   */
  private <T> void find(Function<Context, T> task, T failed, Consumer<T> then) {
    self.spawn(one -> {
      T found = failed;
      try {
        found = task.apply(one);
      } catch (RuntimeException e) {
        Host.LOG.log(Level.DEBUG, "a question of {0} is not answered: {1}", me, e);
      }
      T told = found;
      one.send(me, new Do(() -> then.accept(told)));
    });
  }

  void perform(String name, Effect effect) {
    switch (effect) {
      case Effect.Claim(HostRequest.New server) -> claims.claim(name, server);
      case Effect.Adopt() -> claims.adopt(name);
      case Effect.Take(long fence) -> claims.take(name, fence);
      case Effect.Start(Entry entry) -> {
        List<From> waiting = Optional.ofNullable(calls.remove(name)).orElse(List.of());
        ask(name, one -> start(one, name, entry, waiting));
      }
      case Effect.Move(Pid pid, var to) -> {
        Pid mover = self.spawnLink(new Mover(local, name, to, me, pid));
        movers.put(mover, name);
        self.send(pid, new Handover.Begin(mover));
      }
      case Effect.Stop(Pid pid, var reason, boolean atOnce) when atOnce -> self.exit(pid, reason);
      case Effect.Stop(Pid pid, var reason, _) -> self.spawn(one -> stop(one, pid, reason));
      case Effect.Yield(Pid pid) -> self.spawn(one -> giveWay(one, name, pid));
      case Effect.Resolve(Pid pid) -> self.send(pid, new Handover.Resolve());
      case Effect.Restore(Pid pid) -> self.spawn(one -> restore(one, name, pid));
      case Effect.Forget(long fence) ->
          ask(
              name,
              one -> {
                return table.change(name, new Step.Forget(local.me(), fence))
                    ? new News.Forgotten()
                    : new News.NotForgotten(table.peek(name));
              });
      case Effect.GiveBack(long fence, Pid former) ->
          ask(
              name,
              one -> {
                table.change(name, new Step.GiveBack(local.me(), fence, former));
                return new News.GivenBack();
              });
      case Effect.Wake(Duration pause) ->
          ask(
              name,
              one -> {
                one.sleep(pause);
                return new News.Due();
              });
      case Effect.Look() -> {
        self.send(me, new Host.Remind(Set.of(name)));
        self.send(me, new Host.Look(false));
      }
      case Effect.Tell _ -> throw new IllegalArgumentException("those who wait are told by Slots");
    }
  }

  /** Ends a process after what was sent to it before; one that does not end is killed. */
  private static void stop(Context one, Pid pid, ExitReason reason) {
    try {
      GenServer.stop(one, pid, reason);
    } catch (CallFailed e) {
      one.exit(pid, ExitReason.KILL);
    }
  }

  private void ask(String name, Function<Context, News> task) {
    ask(Set.of(name), one -> Map.of(name, task.apply(one)));
  }

  /** Has a process of its own find out what is to be heard of these names. */
  void ask(Set<String> names, Function<Context, Map<String, News>> task) {
    self.spawn(one -> {
      Map<String, News> all = new HashMap<>();
      try {
        all.putAll(task.apply(one));
      } catch (RuntimeException e) {
        News failed = new News.NotAsked(ExitReason.because(e.toString()));
        names.forEach(name -> all.put(name, failed));
      }
      all.forEach((name, news) -> one.send(me, new Host.Heard(name, news)));
    });
  }

  private News start(Context one, String name, Entry entry, List<From> waiting) {
    try {
      GenServer<?> server = (GenServer<?>) local.node().codec().decode(entry.server());
      Ownership mine = new Ownership(name, me, entry.fence(), local);
      switch (GenServer.start(one, new Hosted<>(server, entry, mine, waiting, local))) {
        case StartResult.Started(Pid pid) -> {
          PendingCalls.follow(one, local, waiting, pid);
          return new News.Started(pid);
        }
        case StartResult.Failed(ExitReason reason) -> {
          return new News.NotStarted(reason);
        }
        default -> {
          return new News.NotStarted(ExitReason.NORMAL);
        }
      }
    } catch (RuntimeException e) {
      return new News.NotStarted(ExitReason.because(e.toString()));
    }
  }

  /** The last state of one that goes on elsewhere is for that one to know. */
  private void giveWay(Context one, String name, Pid pid) {
    try {
      Optional<byte[]> state = GenServer.call(one, pid, new Handover.Yield());
      Host.LOG.log(Level.WARNING, "{0} runs elsewhere as well; the one here has ended", name);
      state.ifPresent(last -> tell(name, last));
    } catch (RuntimeException e) {
      String lost = "{0} runs elsewhere as well; what only the one here knew is lost: {1}";
      Host.LOG.log(Level.ERROR, lost, name, e);
      one.exit(pid, ExitReason.KILL);
    }
  }

  private void tell(String name, byte[] state) {
    try {
      if (table.change(name, new Step.Tell(state))) return;
      Host.LOG.log(Level.ERROR, "{0}: what it knew here is lost: nobody has its name", name);
    } catch (RuntimeException e) {
      Host.LOG.log(Level.ERROR, "{0}: what it knew here may be lost: {1}", name, e);
    }
  }

  private static void restore(Context one, String name, Pid pid) {
    if (GenServer.call(one, pid, new Handover.Restore())) {
      Host.LOG.log(Level.WARNING, "{0}: its entry was lost, and is there again", name);
    }
  }

  /** The mover of which server has ended; empty when it is none. */
  Optional<String> moverEnded(Pid pid) {
    return Optional.ofNullable(movers.remove(pid));
  }

  /** A server does not want to move: its mover has nothing to do. */
  void stays(String name) {
    movers.forEach((mover, server) -> {
      if (server.equals(name)) self.exit(mover, ExitReason.KILL);
    });
  }

  /** Says in the log, and as an event, what has become of a server. */
  void note(String name, Slot before, Slot after, News news) {
    if (before.running().isEmpty() && after.running().isPresent()) {
      local.owned().add(name, after.running().get());
    } else if (news instanceof News.Exited(Pid pid, ExitReason reason)) {
      local.owned().remove(pid, reason);
    }
    if (after instanceof Slot.BackingOff off && before != after) log.crashed(name, news, off);
  }
}
