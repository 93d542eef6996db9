package multinode.swarm;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.genserver.Result;
import multinode.process.Context;
import multinode.process.Down;
import multinode.process.Exit;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.NodeName;
import multinode.process.Pid;

/**
 * The process that runs a node's share of a swarm's servers, as {@link Decision} says. It waits for
 * nobody. Whatever it hears, it also looks at the table every two seconds. When it is killed its
 * servers end with it, its supervisor starts it again, and the next one finds in the table what it
 * has to run.
 */
final class Host implements GenServer<Host.Status> {

  static final System.Logger LOG = System.getLogger("multinode.swarm");

  /** How often it looks when nothing happens. */
  private static final Duration TICK = Duration.ofSeconds(2);

  /** When it ends: how long its servers have for that. */
  private static final Duration ENDING = Duration.ofSeconds(2);

  /**
   * What others see of it: how many servers run, and with how many something else is the matter.
   */
  record Status(int running, int others) {}

  /** "Something has changed: what is to be done?" Of all, when it may be anything. */
  record Look(boolean all) {}

  /** "It is time to look, though nothing may have happened." */
  private record Tick() {}

  /** Something was heard of a name. */
  record Heard(String name, News news) {}

  /** What came of the offer of a server; if it has ended all the same, these wait for it. */
  record Offered(String name, NodeName to, Effect.Outcome outcome, List<From> calls) {}

  /** To other hosts: "I am there." Answered in kind by who did not know. */
  private record Hello(Pid host) {}

  /** To another host: "These are yours to run; do you?" */
  record Remind(Set<String> names) {}

  private final LocalSwarm local;
  private final HostLog log = new HostLog();
  private final Map<NodeName, Pid> hosts = new HashMap<>();
  private final Set<String> reminded = new HashSet<>();
  private Slots slots;
  private Performer performer;
  private TableScan scan;
  private HostReplies replies;
  private Pid ticker;
  private boolean leaving;

  /** What it sees while it handles one message. */
  private Optional<View> view = Optional.empty();

  Host(LocalSwarm local) {
    this.local = local;
  }

  @Override
  public Init<Status> init(Context self) {
    self.trapExit(true);
    local.owned().clear();
    performer = new Performer(local, log, self);
    slots = new Slots(performer, this::view);
    scan = new TableScan(local, self);
    replies = new HostReplies(local, slots, performer, self);
    ticker = tick(self);
    return Init.ok(slots.status());
  }

  private static Pid tick(Context self) {
    Pid me = self.self();
    return self.spawnLink(ticking -> {
      for (ticking.send(me, new Look(true)); ; ticking.send(me, new Tick())) ticking.sleep(TICK);
    });
  }

  private View view() {
    if (view.isEmpty()) view = Optional.of(local.view(Set.copyOf(hosts.keySet())));
    return view.get();
  }

  @Override
  public CallResult<Status> handleCall(Request<?> request, From from, Status state, Context self) {
    view = Optional.empty();
    switch (request) {
      case HostRequest.Where where -> replies.where(where, from);
      case HostRequest.Begin begin -> new Registrar(slots, performer, begin, from, self).begin();
      case HostRequest.TakeOver offer -> replies.takeOver(offer, from);
      case HostRequest.Ended ended -> replies.ended(ended, from);
      case HostRequest.Follow follow -> {
        follow.calls().forEach(call -> local.node().processes().follow(call, follow.server()));
        return follow.reply(true, state);
      }
      case HostRequest.Leave leave -> {
        if (!leaving) slots.anew();
        leaving = true;
        return leave.reply(slots.movable(), slots.status());
      }
      case HostRequest.Running which -> {
        return which.reply(slots.running(), state);
      }
      case HostRequest.Knows knows -> {
        return knows.reply(local.isThere(knows.host()), state);
      }
      case HostRequest.Merging merging -> {
        return merging.reply(local.cluster().isMerging(), state);
      }
      case HostRequest.Balanced balanced -> {
        Set<String> running = slots.running().keySet();
        self.spawn(one ->
            balanced.replyTo(from, running.equals(Set.copyOf(local.table().localNames())), one));
      }
      case HostRequest.Count count -> {
        return count.reply(state.running(), state);
      }
      default -> throw unknown(request);
    }
    performer.claims().flush();
    return Result.noReply(slots.status());
  }

  @Override
  public Result<Status> handleInfo(Object message, Status state, Context self) {
    view = Optional.empty();
    switch (message) {
      case Heard(String name, News news) -> slots.hear(name, news);
      case Performer.Do(Runnable task) -> task.run();
      case Exit(Pid pid, ExitReason reason) -> exited(pid, reason, self);
      case Tick() -> look(false, self);
      case Look(boolean all) -> look(all, self);
      case TableScan.Seen seen -> seen(seen, self);
      case Handover.Stays(String name) -> {
        performer.stays(name);
        slots.hear(name, new News.Stays());
      }
      case Offered offered -> offered(offered);
      case Remind(Set<String> names) -> reminded.addAll(names);
      case Hello(Pid host) -> hello(host, self);
      case Down(_, Pid host, _) -> hosts.values().remove(host);
      default -> {}
    }
    performer.claims().flush();
    return Result.noReply(slots.status());
  }

  private void exited(Pid pid, ExitReason reason, Context self) {
    if (pid.equals(ticker)) ticker = tick(self);
    performer
        .moverEnded(pid)
        .ifPresentOrElse(
            name -> slots.hear(name, new News.Moved(false)), () -> slots.exited(pid, reason));
  }

  private void offered(Offered offered) {
    boolean moved = offered.outcome() instanceof Effect.Outcome.At;
    if (!moved) {
      performer.expect(offered.name(), offered.calls());
      log.refused(offered);
    }
    slots.hear(offered.name(), new News.Moved(moved));
  }

  /** Another host is there. It is given nothing before. */
  private void hello(Pid host, Context self) {
    if (host.equals(hosts.put(NodeName.parse(host.node()), host))) return;
    self.monitor(host);
    self.send(host, new Hello(self.self()));
    slots.anew();
    self.send(self.self(), new Look(false));
  }

  /** Says so to those who are connected; connecting is not its business. */
  private void greet(Context self) {
    Hello hello = new Hello(self.self());
    for (NodeName node : local.node().nodes()) {
      if (hosts.containsKey(node) || !local.cluster().members().contains(node)) continue;
      self.spawn(one -> one.send(local.host(node.toString()), hello));
    }
  }

  private void look(boolean all, Context self) {
    greet(self);
    log.quorum(local, view().quorum());
    if (view().quorum()) {
      if (scan.begin(all, slots::all, Set.copyOf(reminded))) reminded.clear();
    } else {
      News alone = new News.Looked(Optional.empty(), Optional.empty());
      slots.running().keySet().forEach(name -> slots.hear(name, alone));
    }
  }

  private void seen(TableScan.Seen seen, Context self) {
    scan.done();
    seen.seats()
        .forEach((name, looked) -> {
          // What has changed since was decided with newer news.
          if (slots.at(name) == seen.slots().getOrDefault(name, Slot.NOTHING))
            slots.hear(name, looked);
        });
    seen.others()
        .forEach((node, names) -> {
          Pid host = hosts.get(NodeName.parse(node));
          if (host != null) self.spawn(one -> one.send(host, new Remind(names)));
        });
  }

  /** Its servers end before it does, and so before their node leaves, and others start them. */
  @Override
  public void terminate(ExitReason reason, Status state, Context self) {
    view = Optional.empty();
    slots.pids().forEach(pid -> self.exit(pid, reason));
    long end = System.nanoTime() + ENDING.toNanos();
    while (!slots.pids().isEmpty()) {
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      Optional<Exit> next = self.receive(Exit.class, left);
      if (next.isEmpty()) break;
      slots.exited(next.get().from(), Reasons.MOVED);
    }
    slots.pids().forEach(pid -> self.exit(pid, ExitReason.KILL));
  }
}
