package multinode.swarm;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import multinode.distribution.Registration;
import multinode.genserver.GenServer;
import multinode.genserver.StartResult;
import multinode.process.Context;
import multinode.process.Event;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Pid;
import multinode.supervisor.Intensity;

/**
 * How a host comes to its servers: those that are registered, those that others hand over, those
 * that nobody runs any more, and its own that have crashed. Its methods are for the host's process;
 * what blocks is done by others, which have the rest {@linkplain Do done} in that process again.
 */
final class Launcher {

  /** Something that the host's process is to do. */
  record Do(Runnable task) {}

  /** Is told what came of a start. */
  private interface Outcome extends BiConsumer<String, StartResult> {}

  private final Share share;
  private final Roster roster;
  private final Context self;
  private final Pid me;
  private final Map<String, Intensity> crashes = new HashMap<>();

  Launcher(Share share, Roster roster, Context self) {
    this.share = share;
    this.roster = roster;
    this.self = self;
    me = self.self();
  }

  /** Does what blocks; then, in the host's process, the one thing, or the other if it failed. */
  <T> void attempt(Function<Context, T> task, Consumer<T> then, Consumer<ExitReason> failed) {
    self.spawn(one -> {
      try {
        T result = task.apply(one);
        one.send(me, new Do(() -> then.accept(result)));
      } catch (RuntimeException e) {
        Host.LOG.log(Level.DEBUG, () -> "%s: %s".formatted(share, e));
        one.send(me, new Do(() -> failed.accept(ExitReason.because(e.toString()))));
      }
    });
  }

  /** Starts new servers. */
  void begin(HostRequest.Begin begin, From from) {
    Batch<Registration> batch =
        new Batch<>(begin.servers().keySet(), all -> begin.replyTo(from, all, self));
    Map<String, Entry> wanted = new HashMap<>();
    begin
        .servers()
        .forEach((name, added) -> {
          if (!share.hasQuorum()) {
            batch.add(name, new Registration.NotStarted(Reasons.NOQUORUM));
          } else if (roster.isStarting(name)) {
            roster.await(name, place -> batch.add(name, registration(place)));
          } else if (roster.isKnown(name)) {
            batch.add(name, new Registration.AlreadyRegistered(roster.find(name).orElseThrow()));
          } else {
            roster.expect(name);
            wanted.put(name, Entry.first(added.server(), added.groups(), me));
          }
        });
    if (wanted.isEmpty()) return;
    attempt(
        one -> {
          Map<String, Pid> held = share.table().claim(wanted);
          if (share.isSupported()) return held;
          throw new IllegalStateException("too few members know this one");
        },
        held -> claimed(wanted, held, batch),
        reason ->
            wanted
                .keySet()
                .forEach(name -> {
                  roster.notStarted(name);
                  batch.add(name, new Registration.NotStarted(reason));
                }));
  }

  private static Registration registration(HostRequest.Place place) {
    return place instanceof HostRequest.Place.At(Pid pid)
        ? new Registration.AlreadyRegistered(pid)
        : new Registration.NotStarted(ExitReason.NOPROC);
  }

  private void claimed(
      Map<String, Entry> wanted, Map<String, Pid> held, Batch<Registration> batch) {
    wanted.forEach((name, entry) -> {
      Pid holder = held.get(name);
      if (holder == null || holder.equals(me)) {
        launch(name, entry, (of, result) -> registered(of, result, batch));
        return;
      }
      roster.notStarted(name);
      attempt(
          one -> share.routes().locate(one, name),
          pid ->
              batch.add(
                  name,
                  pid.<Registration>map(Registration.AlreadyRegistered::new)
                      .orElseGet(() -> new Registration.NotStarted(ExitReason.NOPROC))),
          reason -> batch.add(name, new Registration.NotStarted(reason)));
    });
  }

  private void registered(String name, StartResult result, Batch<Registration> batch) {
    switch (result) {
      case StartResult.Started(Pid pid) -> batch.add(name, new Registration.Registered(pid));
      case StartResult.Failed(ExitReason reason) -> forget(name, reason, batch);
      default -> forget(name, ExitReason.NORMAL, batch);
    }
  }

  private void forget(String name, ExitReason reason, Batch<Registration> batch) {
    Registration result = new Registration.NotStarted(reason);
    attempt(one -> forget(name), known -> batch.add(name, result), why -> batch.add(name, result));
  }

  /** Takes a server out that this host runs. */
  private boolean forget(String name) {
    Optional<List<String>> groups = share.table().forget(name, me);
    groups.ifPresent(all -> share.groups().leave(name, all));
    return groups.isPresent();
  }

  /** Goes on with servers that another host offers, when it is not just looking at them itself. */
  void takeOver(HostRequest.TakeOver offer, From from) {
    Optional<String> undecided =
        offer.fences().keySet().stream().filter(roster::isStarting).findAny();
    if (undecided.isPresent()) {
      roster.await(undecided.get(), place -> takeOver(offer, from));
      return;
    }
    Map<String, Long> wanted = new HashMap<>(offer.fences());
    if (!share.hasQuorum()) wanted.clear();
    wanted.keySet().removeIf(roster::isKnown);
    Batch<Pid> batch = new Batch<>(wanted.keySet(), all -> offer.replyTo(from, all, self));
    own(
        wanted.keySet(),
        () -> share.table().take(wanted, me),
        (name, result) -> {
          switch (result) {
            case StartResult.Started(Pid pid) -> batch.add(name, pid);
            case StartResult.Failed(ExitReason reason) when Reasons.isOrderly(reason) ->
                batch.remove(name);
            default -> refuse(name, result, offer.from(), batch);
          }
        });
  }

  /** What does not start here goes on where it was. */
  private void refuse(String name, StartResult result, Pid former, Batch<Pid> batch) {
    Host.LOG.log(Level.ERROR, "{0} was to move here, and did not start: {1}", name, result);
    attempt(
        one -> {
          share.table().giveBack(name, new Step.GiveBack(me, former));
          return name;
        },
        batch::remove,
        reason -> batch.remove(name));
  }

  /** Ends a server, and takes its name back. */
  void end(HostRequest.End end, From from) {
    Optional<Pid> pid = roster.find(end.name());
    self.spawn(one -> {
      boolean ended = pid.isPresent() && forget(end.name()) && share.isSupported();
      if (ended) Share.stop(one, pid.get(), Reasons.UNREGISTERED);
      end.replyTo(from, ended, one);
    });
  }

  /** Takes over those of these that nobody runs. */
  void adopt(Set<String> names) {
    own(names, () -> share.table().adopt(names, me, share.members()), this::again);
  }

  /** A server that does not start is like one that has ended at once. */
  private void again(String name, StartResult result) {
    if (result instanceof StartResult.Failed(ExitReason reason) && !Reasons.isOrderly(reason)) {
      restart(name, reason);
    }
  }

  /** A server has crashed: it is started again, unless that has been done too often. */
  void restart(String name, ExitReason reason) {
    Intensity counted =
        crashes.getOrDefault(name, Intensity.standard()).restarted(System.nanoTime());
    if (!counted.isExceeded()) {
      crashes.put(name, counted);
      Host.LOG.log(Level.WARNING, "{0} ended, and is started again: {1}", name, reason);
      adopt(Set.of(name));
      return;
    }
    crashes.remove(name);
    Host.LOG.log(
        Level.ERROR,
        "{0} ended {1} times in {2} s: its name is free now, and its state lost; {3}",
        name,
        counted.restarts() + 1,
        counted.period().toSeconds(),
        reason);
    done(name);
  }

  /** A server has done what it was for: its name is free. */
  void done(String name) {
    self.spawn(one -> forget(name));
  }

  /** Takes over entries, and starts their servers. */
  private void own(Set<String> names, Taking taking, Outcome outcome) {
    if (names.isEmpty()) return;
    Set<String> wanted = Set.copyOf(names);
    wanted.forEach(roster::expect);
    attempt(
        one -> taking.take(),
        taken -> owned(wanted, taken, outcome),
        reason -> owned(wanted, Map.of(), outcome));
  }

  private interface Taking {
    Map<String, Entry> take();
  }

  private void owned(Set<String> wanted, Map<String, Entry> taken, Outcome outcome) {
    for (String name : wanted) {
      Entry entry = taken.get(name);
      if (entry != null) {
        launch(name, entry, outcome);
      } else {
        roster.notStarted(name);
        outcome.accept(name, new StartResult.Failed(Reasons.FENCED));
      }
    }
  }

  private void launch(String name, Entry entry, Outcome outcome) {
    attempt(
        one -> {
          if (entry.fence() == 1) share.groups().join(name, entry.groups());
          return GenServer.start(one, share.hosted(name, entry, me));
        },
        result -> launched(name, result, outcome),
        reason -> launched(name, new StartResult.Failed(reason), outcome));
  }

  private void launched(String name, StartResult result, Outcome outcome) {
    if (result instanceof StartResult.Started(Pid pid)) {
      share.tell(Event.Kind.OWNED, name, () -> "it runs as " + pid);
      roster.started(name, pid);
      // One that has ended before it was known here has not been heard ending.
      if (!share.isAlive(pid)) self.send(me, new Host.Ended(pid));
    } else {
      roster.notStarted(name);
    }
    outcome.accept(name, result);
  }
}
