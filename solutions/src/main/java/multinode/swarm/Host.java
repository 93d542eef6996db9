package multinode.swarm;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import multinode.distribution.Registration;
import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.genserver.Result;
import multinode.genserver.StartResult;
import multinode.node.NodeName;
import multinode.process.Context;
import multinode.process.Down;
import multinode.process.Event;
import multinode.process.Exit;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Pid;
import multinode.process.RegisteredName;
import multinode.supervisor.Intensity;

/**
 * The process that runs a node's share of a swarm's servers: it starts them, starts them again,
 * takes over those whose node has died, and hands over those that belong elsewhere. It waits for
 * nobody: what has to ask other members is done by processes of its own, which tell it what came of
 * it.
 */
final class Host implements GenServer<Host.Status> {

  static final System.Logger LOG = System.getLogger("multinode.swarm");

  /** When a move has failed: how long until the next attempt. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** What others see of it: how many servers run, are being started, and are being moved. */
  record Status(int running, int starting, int moving) {}

  /** "Members or partitions have changed: what is to be done?" */
  record Look() {}

  /**
   * "This node met others again, from whom it had been cut off, and belongs to their cluster now."
   */
  record Met() {}

  /** To other hosts: "I am there." Answered in kind by who did not know. */
  private record Hello(Pid host) {}

  /** What a look has shown: the names whose entries are here. */
  private record Seen(Set<String> here) {}

  /** What came of taking over entries. */
  private record Owned(Set<String> wanted, Map<String, Entry> got, Outcome outcome) {}

  /** What came of registering servers. */
  private record Claimed(
      Map<String, Entry> wanted, Map<String, Pid> held, Batch<Registration> batch) {}

  /** What came of a start. */
  private record Launched(String name, StartResult result, Outcome outcome) {}

  /** Something for this process to do, where a record of its own would say no more. */
  private record Do(Runnable task) {}

  /** Is told, in this process, what came of a start. */
  private interface Outcome extends BiConsumer<String, StartResult> {}

  private final Swarm swarm;
  private final Map<String, Pid> running = new HashMap<>();
  private final Map<Pid, String> names = new HashMap<>();
  private final Map<String, List<Consumer<HostRequest.Place>>> starting = new HashMap<>();
  private final Map<String, Intensity> crashes = new HashMap<>();
  private final Map<NodeName, Pid> hosts = new HashMap<>();
  private final Map<NodeName, Pid> movers = new HashMap<>();
  private final Set<String> moving = new HashSet<>();
  private final Set<String> suspended = new TreeSet<>();
  private boolean looking;
  private boolean lookAgain;

  Host(Swarm swarm) {
    this.swarm = swarm;
  }

  @Override
  public Init<Status> init(Context self) {
    self.trapExit(true);
    self.send(self.self(), new Look());
    return Init.ok(status());
  }

  private Status status() {
    return new Status(running.size(), starting.size(), moving.size());
  }

  private Result<Status> done() {
    return Result.noReply(status());
  }

  // What hosts are asked.

  @Override
  public CallResult<Status> handleCall(Request<?> request, From from, Status state, Context self) {
    switch (request) {
      case HostRequest.Where where -> where(where, from, self);
      case HostRequest.Begin begin -> begin(begin, from, self);
      case HostRequest.TakeOver offer -> takeOver(offer, from, self);
      case HostRequest.End end -> end(end, from, self);
      case HostRequest.Count count -> {
        return count.reply(running.size(), state);
      }
      default -> throw unknown(request);
    }
    return done();
  }

  private void where(HostRequest.Where where, From from, Context self) {
    Pid pid = running.get(where.name());
    if (pid != null) {
      where.replyTo(from, new HostRequest.Place.At(pid), self);
    } else if (starting.containsKey(where.name())) {
      starting.get(where.name()).add(place -> where.replyTo(from, place, self));
    } else {
      Pid me = self.self();
      self.spawn(one -> where.replyTo(from, elsewhere(where.name(), me), one));
    }
  }

  private HostRequest.Place elsewhere(String name, Pid me) {
    Optional<Step.Seat> seat = swarm.table().peek(name);
    if (seat.isEmpty()) return new HostRequest.Place.Nowhere();
    Pid host = seat.get().host();
    boolean knows = !host.equals(me) && swarm.isThere(host);
    return knows ? new HostRequest.Place.Ask(host) : new HostRequest.Place.Later();
  }

  private void begin(HostRequest.Begin begin, From from, Context self) {
    Batch<Registration> batch =
        new Batch<>(begin.servers().keySet(), all -> begin.replyTo(from, all, self));
    Map<String, Entry> wanted = new HashMap<>();
    begin
        .servers()
        .forEach((name, added) -> {
          if (!swarm.hasQuorum()) {
            batch.add(name, new Registration.NotStarted(Reasons.NOQUORUM));
          } else if (running.containsKey(name)) {
            batch.add(name, new Registration.AlreadyRegistered(running.get(name)));
          } else if (starting.containsKey(name)) {
            starting.get(name).add(place -> batch.add(name, registration(place)));
          } else {
            starting.put(name, new ArrayList<>());
            wanted.put(name, Entry.first(added.server(), added.groups(), self.self()));
          }
        });
    if (wanted.isEmpty()) return;
    Pid me = self.self();
    attempt(
        self,
        one -> one.send(me, new Claimed(wanted, swarm.table().claim(wanted), batch)),
        reason ->
            wanted
                .keySet()
                .forEach(name -> {
                  started(name, new HostRequest.Place.Later());
                  batch.add(name, new Registration.NotStarted(reason));
                }));
  }

  private static Registration registration(HostRequest.Place place) {
    return place instanceof HostRequest.Place.At(Pid pid)
        ? new Registration.AlreadyRegistered(pid)
        : new Registration.NotStarted(ExitReason.NOPROC);
  }

  private void claimed(Claimed claimed, Context self) {
    Pid me = self.self();
    claimed
        .wanted()
        .forEach((name, entry) -> {
          Pid holder = claimed.held().get(name);
          if (holder == null || holder.equals(me)) {
            launch(
                name, entry, self, (of, result) -> registered(of, result, claimed.batch(), self));
            return;
          }
          started(name, new HostRequest.Place.Later());
          self.spawn(one -> {
            Optional<Pid> pid = swarm.locate(one, name);
            HostRequest.Place place =
                pid.<HostRequest.Place>map(HostRequest.Place.At::new)
                    .orElseGet(HostRequest.Place.Nowhere::new);
            one.send(me, new Do(() -> claimed.batch().add(name, registration(place))));
          });
        });
  }

  private void registered(
      String name, StartResult result, Batch<Registration> batch, Context self) {
    switch (result) {
      case StartResult.Started(Pid pid) -> batch.add(name, new Registration.Registered(pid));
      case StartResult.Failed(ExitReason reason) -> notStarted(name, reason, batch, self);
      default -> notStarted(name, ExitReason.NORMAL, batch, self);
    }
  }

  private void notStarted(String name, ExitReason reason, Batch<Registration> batch, Context self) {
    Pid me = self.self();
    self.spawn(one -> {
      forget(name, me);
      one.send(me, new Do(() -> batch.add(name, new Registration.NotStarted(reason))));
    });
  }

  private boolean forget(String name, Pid me) {
    Optional<List<String>> groups = swarm.table().forget(name, me);
    groups.ifPresent(all -> swarm.groups().leave(name, all));
    return groups.isPresent();
  }

  private void takeOver(HostRequest.TakeOver offer, From from, Context self) {
    Map<String, Long> wanted = new HashMap<>(offer.fences());
    if (!swarm.hasQuorum()) wanted.clear();
    wanted.keySet().removeIf(name -> running.containsKey(name) || starting.containsKey(name));
    Batch<Pid> batch = new Batch<>(wanted.keySet(), all -> offer.replyTo(from, all, self));
    Outcome outcome =
        (name, result) -> {
          switch (result) {
            case StartResult.Started(Pid pid) -> batch.add(name, pid);
            case StartResult.Failed(ExitReason reason) when Reasons.isOrderly(reason) ->
                batch.remove(name);
            default -> refuse(name, result, batch, self);
          }
        };
    own(wanted.keySet(), me -> swarm.table().take(wanted, me), outcome, self);
  }

  /** What does not start here is free to go on where it was. */
  private void refuse(String name, StartResult result, Batch<Pid> batch, Context self) {
    LOG.log(Level.ERROR, "{0} was to move here, and did not start: {1}", name, result);
    Pid me = self.self();
    self.spawn(one -> {
      swarm.table().release(name, me);
      one.send(me, new Do(() -> batch.remove(name)));
    });
  }

  private void end(HostRequest.End end, From from, Context self) {
    Pid pid = running.get(end.name());
    Pid me = self.self();
    self.spawn(one -> {
      boolean ended = pid != null && forget(end.name(), me);
      if (ended) swarm.stop(one, pid, Reasons.UNREGISTERED);
      end.replyTo(from, ended, one);
    });
  }

  // Starting.

  /** Does what blocks; when that cannot be done, says so in this process. */
  private void attempt(Context self, Consumer<Context> task, Consumer<ExitReason> failed) {
    Pid me = self.self();
    self.spawn(one -> {
      try {
        task.accept(one);
      } catch (RuntimeException e) {
        LOG.log(Level.DEBUG, () -> "%s: %s".formatted(swarm, e));
        one.send(me, new Do(() -> failed.accept(ExitReason.because(e.toString()))));
      }
    });
  }

  private interface Taking {
    Map<String, Entry> by(Pid me);
  }

  /** Takes over entries, and starts their servers. */
  private void own(Set<String> wanted, Taking taking, Outcome outcome, Context self) {
    if (wanted.isEmpty()) return;
    Set<String> all = Set.copyOf(wanted);
    all.forEach(name -> starting.put(name, new ArrayList<>()));
    Pid me = self.self();
    attempt(
        self,
        one -> one.send(me, new Owned(all, taking.by(me), outcome)),
        reason -> owned(new Owned(all, Map.of(), outcome), self));
  }

  private void owned(Owned owned, Context self) {
    for (String name : owned.wanted()) {
      Entry entry = owned.got().get(name);
      if (entry != null) {
        launch(name, entry, self, owned.outcome());
      } else {
        started(name, new HostRequest.Place.Later());
        owned.outcome().accept(name, new StartResult.Failed(Reasons.FENCED));
      }
    }
  }

  private void launch(String name, Entry entry, Context self, Outcome outcome) {
    Pid me = self.self();
    self.spawn(one -> {
      StartResult result;
      try {
        if (entry.fence() == 1) swarm.groups().join(name, entry.groups());
        result = GenServer.start(one, swarm.hosted(name, entry, me));
      } catch (RuntimeException e) {
        result = new StartResult.Failed(ExitReason.because(e.toString()));
      }
      one.send(me, new Launched(name, result, outcome));
    });
  }

  private void launched(Launched launched, Context self) {
    String name = launched.name();
    if (launched.result() instanceof StartResult.Started(Pid pid)) {
      running.put(name, pid);
      names.put(pid, name);
      suspended.remove(name);
      swarm.tell(Event.Kind.OWNED, name, () -> "it runs as " + pid);
      started(name, new HostRequest.Place.At(pid));
      if (!swarm.isAlive(pid)) ended(pid, ExitReason.NOPROC, self);
    } else {
      started(name, new HostRequest.Place.Later());
    }
    launched.outcome().accept(name, launched.result());
  }

  private void started(String name, HostRequest.Place place) {
    Optional.ofNullable(starting.remove(name))
        .ifPresent(waiting -> waiting.forEach(one -> one.accept(place)));
  }

  // What happens.

  @Override
  public Result<Status> handleInfo(Object message, Status state, Context self) {
    switch (message) {
      case Exit(Pid pid, ExitReason reason) -> ended(pid, reason, self);
      case Launched launched -> launched(launched, self);
      case Claimed claimed -> claimed(claimed, self);
      case Owned owned -> owned(owned, self);
      case Do(Runnable task) -> task.run();
      case Look() -> look(self);
      case Seen(Set<String> here) -> seen(here, self);
      case Hello(Pid host) -> hello(host, self);
      case Down(var _, Pid host, var _) -> hosts.values().remove(host);
      case Met() -> met(self);
      case Handover.Stays(String name) -> moving.remove(name);
      case Handover.Failed() -> lookLater(self);
      default -> {}
    }
    return done();
  }

  private void ended(Pid pid, ExitReason reason, Context self) {
    movers.values().remove(pid);
    String name = names.remove(pid);
    if (name == null) return;
    running.remove(name);
    moving.remove(name);
    swarm.tell(Event.Kind.DISOWNED, name, reason::toString);
    if (reason.equals(Reasons.NOQUORUM) || reason.equals(Reasons.FENCED)) {
      suspended.add(name);
      self.send(self.self(), new Look());
    }
    if (Reasons.isOrderly(reason)) return;
    Pid me = self.self();
    if (reason instanceof ExitReason.Normal || reason instanceof ExitReason.Shutdown) {
      self.spawn(one -> forget(name, me));
    } else {
      restart(name, reason, self);
    }
  }

  private void restart(String name, ExitReason reason, Context self) {
    Intensity counted =
        crashes.getOrDefault(name, Intensity.standard()).restarted(System.nanoTime());
    crashes.put(name, counted);
    if (!counted.isExceeded()) {
      LOG.log(Level.WARNING, "{0} ended, and is started again: {1}", name, reason);
      own(
          Set.of(name),
          me -> swarm.table().adopt(Set.of(name), me, swarm.members()),
          again(self),
          self);
      return;
    }
    crashes.remove(name);
    LOG.log(
        Level.ERROR,
        "{0} ended once too often ({1} times in {2} s): its name is free now, its state is lost; {3}",
        name,
        counted.restarts() + 1,
        counted.period().toSeconds(),
        reason);
    Pid me = self.self();
    self.spawn(one -> forget(name, me));
  }

  /** A server that does not start is like one that has ended at once. */
  private Outcome again(Context self) {
    return (name, result) -> {
      if (result instanceof StartResult.Failed(ExitReason reason) && !Reasons.isOrderly(reason)) {
        restart(name, reason, self);
      }
    };
  }

  // Looking after changes.

  /** Another host is there. It is given nothing before. */
  private void hello(Pid host, Context self) {
    if (host.equals(hosts.put(NodeName.parse(host.node()), host))) return;
    self.monitor(host);
    self.send(host, new Hello(self.self()));
    self.send(self.self(), new Look());
  }

  private void greet(Context self) {
    for (String node : swarm.members().keySet()) {
      if (hosts.containsKey(NodeName.parse(node)) || node.equals(self.self().node())) continue;
      RegisteredName there = new RegisteredName(swarm.hostName(), node);
      self.spawn(one -> one.send(there, new Hello(self.self())));
    }
  }

  private void lookLater(Context self) {
    Pid me = self.self();
    self.spawn(one -> {
      one.receive(message -> false, PAUSE);
      one.send(me, new Look());
    });
  }

  private void look(Context self) {
    greet(self);
    lookAgain = looking;
    if (looking) return;
    looking = true;
    if (!swarm.hasQuorum()) {
      names.keySet().forEach(pid -> self.exit(pid, Reasons.NOQUORUM));
      looking = false;
      return;
    }
    Pid me = self.self();
    attempt(
        self,
        one -> one.send(me, new Seen(Set.copyOf(swarm.table().localNames()))),
        reason -> looking = false);
  }

  private void seen(Set<String> here, Context self) {
    looking = false;
    if (lookAgain) self.send(self.self(), new Look());
    Set<String> free = new HashSet<>(here);
    free.addAll(suspended);
    suspended.clear();
    free.removeAll(running.keySet());
    free.removeAll(starting.keySet());
    own(free, me -> swarm.table().adopt(free, me, swarm.members()), again(self), self);
    if (!swarm.moves()) return;
    Set<String> away = new HashSet<>(running.keySet());
    away.removeAll(here);
    away.removeAll(moving);
    swarm
        .plan()
        .moves(away)
        .forEach((node, some) -> {
          if (!hosts.containsKey(node)) return;
          Pid mover = movers.computeIfAbsent(node, unused -> mover(node, self));
          moving.addAll(some);
          some.forEach(name -> self.send(running.get(name), new Handover.Begin(mover)));
        });
  }

  private Pid mover(NodeName node, Context self) {
    return self.spawnLink(
        new Mover(new RegisteredName(swarm.hostName(), node.toString()), self.self()));
  }

  /** After a split: what the others run as well is theirs, what they do not know is ours still. */
  private void met(Context self) {
    Map<String, Pid> mine = Map.copyOf(running);
    Pid me = self.self();
    attempt(
        self,
        one -> new Reunion(swarm, me).settle(one, mine),
        reason -> LOG.log(Level.ERROR, "{0}: {1}", swarm, reason));
  }

  @Override
  public void terminate(ExitReason reason, Status state, Context self) {
    names.keySet().forEach(pid -> self.exit(pid, ExitReason.KILL));
  }
}
