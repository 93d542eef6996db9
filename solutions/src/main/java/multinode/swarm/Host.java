package multinode.swarm;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.genserver.Result;
import multinode.node.NodeName;
import multinode.process.Context;
import multinode.process.Down;
import multinode.process.Event;
import multinode.process.Exit;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Pid;
import multinode.process.RegisteredName;

/**
 * The process that runs a node's share of a swarm's servers: it looks after them, takes over those
 * whose node has died, and hands over those that belong elsewhere. It waits for nobody.
 */
final class Host implements GenServer<Host.Status> {

  static final System.Logger LOG = System.getLogger("multinode.swarm");

  /** When a move has failed: how long until the next attempt. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** When it ends: how long its servers have for that. */
  private static final Duration ENDING = Duration.ofSeconds(2);

  /** What others see of it: how many servers run, are being started, and are being moved. */
  record Status(int running, int starting, int moving) {}

  /** "Members or partitions have changed: what is to be done?" */
  record Look() {}

  /** "This node is about to meet others again, from whom it had been cut off." */
  record Meeting() {}

  /** "It has met them, and belongs to their cluster now." */
  record Met() {}

  /** "It is decided which servers are whose, or there was nothing to decide." */
  record Settled() {}

  /** "Those that did not move may do so now." */
  private record Ask() {}

  /** A process had ended before this one knew it. */
  record Ended(Pid pid) {}

  /** To other hosts: "I am there." Answered in kind by who did not know. */
  private record Hello(Pid host) {}

  private final Share share;
  private final Roster roster = new Roster();
  private final Map<NodeName, Pid> hosts = new HashMap<>();
  private final Map<NodeName, Pid> movers = new HashMap<>();
  private Launcher launcher;
  private boolean looking;
  private boolean lookAgain;
  private final QuorumWatch quorum;
  private boolean meeting;
  private boolean leaving;

  /** How many times it is going to ask those who did not move, after a pause. */
  private int pauses;

  Host(Share share) {
    this.share = share;
    quorum = new QuorumWatch(share);
  }

  @Override
  public Init<Status> init(Context self) {
    self.trapExit(true);
    launcher = new Launcher(share, roster, self);
    self.send(self.self(), new Look());
    return Init.ok(roster.status());
  }

  @Override
  public CallResult<Status> handleCall(Request<?> request, From from, Status state, Context self) {
    switch (request) {
      case HostRequest.Where where -> where(where, from, self);
      case HostRequest.Begin begin -> launcher.begin(begin, from);
      case HostRequest.TakeOver offer -> launcher.takeOver(offer, from);
      case HostRequest.End end -> launcher.end(end, from);
      case HostRequest.Leave leave -> {
        if (!leaving) roster.askAll();
        leaving = true;
        return leave.reply(roster.movable() + pauses, roster.status());
      }
      case HostRequest.Running which -> {
        return which.reply(roster.running(), state);
      }
      case HostRequest.Knows knows -> {
        Integer start = share.members().get(knows.node());
        return knows.reply(Integer.valueOf(knows.incarnation()).equals(start), state);
      }
      case HostRequest.Balanced balanced -> {
        Set<String> running = roster.running().keySet();
        self.spawn(one ->
            balanced.replyTo(from, running.equals(Set.copyOf(share.table().localNames())), one));
      }
      case HostRequest.Count count -> {
        return count.reply(state.running(), state);
      }
      default -> throw unknown(request);
    }
    return Result.noReply(roster.status());
  }

  private void where(HostRequest.Where where, From from, Context self) {
    Optional<Pid> pid = roster.find(where.name());
    if (pid.isPresent()) {
      where.replyTo(from, new HostRequest.Place.At(pid.get()), self);
    } else if (roster.isStarting(where.name())) {
      roster.await(where.name(), place -> where.replyTo(from, place, self));
    } else {
      Pid me = self.self();
      self.spawn(one -> where.replyTo(from, elsewhere(where.name(), me), one));
    }
  }

  private HostRequest.Place elsewhere(String name, Pid me) {
    Optional<Step.Seat> seat = share.table().peek(name);
    if (seat.isEmpty()) return new HostRequest.Place.Nowhere();
    Pid host = seat.get().host();
    boolean knows = !host.equals(me) && share.isThere(host);
    return knows ? new HostRequest.Place.Ask(host) : new HostRequest.Place.Later();
  }

  @Override
  public Result<Status> handleInfo(Object message, Status state, Context self) {
    switch (message) {
      case Exit(Pid pid, ExitReason reason) -> ended(pid, reason, self);
      case Ended(Pid pid) -> ended(pid, ExitReason.NOPROC, self);
      case Launcher.Do(Runnable task) -> task.run();
      case Look() -> look(self);
      case Hello(Pid host) -> hello(host, self);
      case Down(var _, Pid host, var _) -> hosts.values().remove(host);
      case Meeting() -> meeting = true;
      case Met() -> met(self);
      case Settled() -> settled(self);
      case Handover.Stays(String name) -> roster.stays(name);
      case Handover.Failed() -> askLater(self);
      case Ask() -> {
        pauses--;
        ask(self);
      }
      default -> {}
    }
    return Result.noReply(roster.status());
  }

  private void ended(Pid pid, ExitReason reason, Context self) {
    if (movers.values().remove(pid)) askLater(self);
    Optional<String> ended = roster.ended(pid);
    if (ended.isEmpty()) return;
    String name = ended.get();
    share.tell(Event.Kind.DISOWNED, name, reason::toString);
    if (reason.equals(Reasons.NOQUORUM) || reason.equals(Reasons.FENCED)) {
      roster.suspend(name);
      self.send(self.self(), new Look());
    } else if (reason instanceof ExitReason.Normal || reason instanceof ExitReason.Shutdown) {
      launcher.done(name);
    } else if (!Reasons.isOrderly(reason)) {
      launcher.restart(name, reason);
    }
  }

  /** Another host is there. It is given nothing before. */
  private void hello(Pid host, Context self) {
    if (host.equals(hosts.put(NodeName.parse(host.node()), host))) return;
    self.monitor(host);
    self.send(host, new Hello(self.self()));
    ask(self);
  }

  /** Says so to those who are connected; connecting is not its business. */
  private void greet(Context self) {
    for (String node : share.members().keySet()) {
      if (hosts.containsKey(NodeName.parse(node)) || !share.isConnected(node)) continue;
      RegisteredName there = new RegisteredName(share.hostName(), node);
      Hello hello = new Hello(self.self());
      self.spawn(one -> one.send(there, hello));
    }
  }

  private void askLater(Context self) {
    pauses++;
    Pid me = self.self();
    self.spawn(one -> {
      one.sleep(PAUSE);
      one.send(me, new Ask());
    });
  }

  private void ask(Context self) {
    roster.askAll();
    self.send(self.self(), new Look());
  }

  private void look(Context self) {
    greet(self);
    if (!quorum.isMet()) {
      roster.pids().forEach(pid -> self.exit(pid, Reasons.NOQUORUM));
      return;
    }
    lookAgain = looking;
    if (looking || meeting) return;
    looking = true;
    launcher.attempt(
        one -> Set.copyOf(share.table().localNames()),
        here -> seen(here, self),
        reason -> looking = false);
  }

  /** These entries are kept here: who is to be taken over, who is to move? */
  private void seen(Set<String> here, Context self) {
    looking = false;
    if (lookAgain) self.send(self.self(), new Look());
    if (meeting) return;
    launcher.adopt(roster.free(here));
    if (!share.moves()) return;
    roster
        .moves(share.plan(), here)
        .forEach((node, names) -> {
          if (!hosts.containsKey(node)) return;
          Pid mover = movers.computeIfAbsent(node, unused -> mover(node, self));
          for (String name : names) {
            roster.moving(name);
            self.send(roster.find(name).orElseThrow(), new Handover.Begin(mover));
          }
        });
  }

  private Pid mover(NodeName node, Context self) {
    return self.spawnLink(
        new Mover(new RegisteredName(share.hostName(), node.toString()), self.self()));
  }

  /** After a split: what the others run as well is theirs, what they do not know is ours still. */
  private void met(Context self) {
    Map<String, Pid> mine = roster.running();
    Pid me = self.self();
    launcher.attempt(
        one -> {
          new Reunion(share, me).settle(one, mine);
          return mine;
        },
        all -> settled(self),
        reason -> {
          LOG.log(Level.ERROR, "{0}: {1}", share, reason);
          settled(self);
        });
  }

  /** Until now nothing was moved or taken over: what runs in both parts would have lost a state. */
  private void settled(Context self) {
    meeting = false;
    self.send(self.self(), new Look());
  }

  /** Its servers end before it does, and so before their node leaves, and others start them. */
  @Override
  public void terminate(ExitReason reason, Status state, Context self) {
    roster.pids().forEach(pid -> self.exit(pid, reason));
    long end = System.nanoTime() + ENDING.toNanos();
    while (!roster.pids().isEmpty()) {
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      Optional<Exit> next = self.receive(Exit.class, left);
      if (next.isEmpty()) break;
      roster
          .ended(next.get().from())
          .ifPresent(name -> share.tell(Event.Kind.DISOWNED, name, reason::toString));
    }
    roster.pids().forEach(pid -> self.exit(pid, ExitReason.KILL));
  }
}
