package multinode.swarm;

import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.registry.Gone;
import multinode.registry.Holder;
import multinode.supervisor.Restart;

/**
 * Two or three nodes and one name, with the real {@link Decision} on each node and the real {@link
 * Step}s on the name's entry. Around them everything is as bad as it gets: what a host has begun
 * ends in any order, messages are lost, servers crash, hosts are killed, nodes die and come back,
 * the entry moves, the network falls apart and meets again.
 *
 * <p>The server counts; each count is kept before it is acknowledged.
 *
 * @param alone which node is cut off from the others
 * @param tables what each node's part has under the name
 * @param home which node keeps the entry
 * @param hosts the nodes
 * @param acknowledged the highest count that somebody was told
 * @param ended whether somebody was told that the name was unregistered
 * @param quorum how many nodes have to see each other for a change to be acknowledged
 * @param twice whether somebody was told a count that somebody else had been told before
 * @param left what may happen yet
 */
record World(
    Optional<Integer> alone,
    List<Optional<Holder>> tables,
    int home,
    List<Site> hosts,
    int acknowledged,
    boolean ended,
    int quorum,
    boolean twice,
    Left left) {

  static final HostRequest.New SERVER = new HostRequest.New(new byte[0], List.of("g"), 1);

  private static final long TIRED = 5;
  private static final long NOW = 1_000_000_000_000L;

  /**
   * What may happen yet.
   *
   * @param faults crashes, losses, kills, deaths, cuts, moves of the entry
   * @param counts how often somebody has it count
   * @param ends how often somebody unregisters it
   * @param again how often somebody registers it after that
   */
  record Left(int faults, int counts, int ends, int again) {}

  /** A process of the server: what it knows, and what it is about. */
  record Process(Pid pid, long fence, int count, Doing doing) {
    enum Doing {
      STARTING,
      RUNNING,
      OFFERED
    }

    Process with(Doing other) {
      return new Process(pid, fence, count, other);
    }
  }

  /** Something that a host has begun, or news on its way to it. */
  sealed interface Task {
    record Do(Effect effect) implements Task {
      @Override
      public String toString() {
        return "does: " + effect.getClass().getSimpleName();
      }
    }

    record Hear(News news) implements Task {
      @Override
      public String toString() {
        return "hears: "
            + news.getClass().getSimpleName()
            + (news instanceof News.Exited(Pid _, ExitReason reason) ? " " + reason : "");
      }
    }

    /** A step that was repeated; the first attempt is made now, and nobody waits for it. */
    record Late(Effect effect) implements Task {
      @Override
      public String toString() {
        return "does again: " + effect.getClass().getSimpleName();
      }
    }

    /** Of the server with this tombstone its claimer has yet to hear that it has ended. */
    record Claim(Entry mine, Seat gone) implements Task {}

    /** An offer on its way to this host, or the answer on its way back. */
    record Offer(int from, long fence) implements Task {}

    record Answer(boolean taken) implements Task {}
  }

  /**
   * One node.
   *
   * @param start which start of it
   * @param asked whether somebody waits for the registration that it was asked for
   * @param offer whose offer it is answering
   */
  record Site(
      int start,
      int pids,
      boolean up,
      Slot slot,
      List<Process> processes,
      List<Task> tasks,
      boolean asked,
      Optional<Integer> offer) {

    Site with(Slot other) {
      return new Site(start, pids, up, other, processes, tasks, asked, offer);
    }

    Site with(List<Process> others) {
      return new Site(start, pids, up, slot, List.copyOf(others), tasks, asked, offer);
    }

    /** What is under way already is not begun a second time: a look would, each time. */
    Site and(Task task) {
      if (tasks.contains(task)) return this;
      List<Task> more = new ArrayList<>(tasks);
      more.add(task);
      return new Site(start, pids, up, slot, processes, List.copyOf(more), asked, offer);
    }

    Site without(Task task) {
      List<Task> fewer = new ArrayList<>(tasks);
      fewer.remove(task);
      return new Site(start, pids, up, slot, processes, List.copyOf(fewer), asked, offer);
    }

    Site answering(Optional<Integer> whom) {
      return new Site(start, pids, up, slot, processes, tasks, asked, whom);
    }

    Site asked(boolean waits) {
      return new Site(start, pids, up, slot, processes, tasks, waits, offer);
    }
  }

  /** Somebody has asked the first node to register the name. */
  static World start(int nodes, int quorum, Left left) {
    Site asked =
        new Site(
            1,
            0,
            true,
            Slot.NOTHING,
            List.of(),
            List.of(new Task.Hear(new News.Register(SERVER))),
            true,
            Optional.empty());
    List<Site> all = new ArrayList<>(Collections.nCopies(nodes, site(1)));
    all.set(0, asked);
    return new World(
        Optional.empty(),
        Collections.nCopies(nodes, Optional.empty()),
        0,
        List.copyOf(all),
        0,
        false,
        quorum,
        false,
        left);
  }

  private static Site site(int start) {
    return new Site(start, 0, true, Slot.NOTHING, List.of(), List.of(), false, Optional.empty());
  }

  // Who is who

  private static final List<String> NODES = List.of("a@127.0.0.1", "b@127.0.0.1", "c@127.0.0.1");
  private static final List<NodeName> NAMES = NODES.stream().map(NodeName::parse).toList();

  Pid me(int at) {
    return new Pid(NODES.get(at), hosts.get(at).start(), 0);
  }

  private boolean sees(int at, int other) {
    return at == other || hosts.get(other).up() && isTogether(at, other);
  }

  private boolean isTogether(int at, int other) {
    return alone.isEmpty() || (at == alone.get()) == (other == alone.get());
  }

  private View view(int at, boolean late) {
    Map<String, Integer> members = new HashMap<>();
    Set<NodeName> there = new HashSet<>();
    for (int i = 0; i < hosts.size(); i++) {
      if (!sees(at, i)) continue;
      members.put(NODES.get(i), hosts.get(i).start());
      if (i != at) there.add(NAMES.get(i));
    }
    long now = late ? NOW + 3_600_000_000_000L : NOW;
    return new View(me(at), NAMES.get(at), hasQuorum(at), members, there, !isTired(), now);
  }

  /** Whether a node sees enough others for what it does to count. */
  boolean hasQuorum(int at) {
    return nodes().filter(other -> sees(at, other)).count() >= quorum;
  }

  /** The nodes, also those that are down. */
  IntStream nodes() {
    return IntStream.range(0, hosts.size());
  }

  /** It has moved, or tried to, as often as is of interest: the world has an end. */
  boolean isTired() {
    return tables.stream().anyMatch(holder -> holder.isPresent() && holder.get().fence() > TIRED);
  }

  private int home(int at) {
    if (sees(at, home)) return home;
    return nodes().filter(other -> sees(at, other)).findFirst().getAsInt();
  }

  // Changes

  World with(int at, Site site) {
    List<Site> all = new ArrayList<>(hosts);
    all.set(at, site);
    return new World(
        alone, tables, home, List.copyOf(all), acknowledged, ended, quorum, twice, left);
  }

  private World with(int at, Optional<Holder> holder) {
    List<Optional<Holder>> all = new ArrayList<>(tables);
    for (int i = 0; i < all.size(); i++) if (isTogether(at, i)) all.set(i, holder);
    return new World(
        alone, List.copyOf(all), home, hosts, acknowledged, ended, quorum, twice, left);
  }

  World told(int count, boolean isEnded) {
    return new World(
        alone,
        tables,
        home,
        hosts,
        Math.max(acknowledged, count),
        ended || isEnded,
        quorum,
        twice || !isEnded && !ended && count <= acknowledged,
        left);
  }

  World spent(int faults, int counts, int ends) {
    return spent(new Left(faults, counts, ends, 0));
  }

  World spent(Left some) {
    Left now =
        new Left(
            left.faults() - some.faults(),
            left.counts() - some.counts(),
            left.ends() - some.ends(),
            left.again() - some.again());
    return new World(alone, tables, home, hosts, acknowledged, ended, quorum, twice, now);
  }

  World cut(Optional<Integer> off, int newHome) {
    return new World(off, tables, newHome, hosts, acknowledged, ended, quorum, twice, left);
  }

  /** What a step brings, and the world after it. */
  record Came<R>(R result, World world) {}

  <R> Came<R> step(int at, Step<R> step) {
    Map.Entry<String, Holder> entry = new SimpleEntry<>("n", tables.get(at).orElse(null));
    R result = step.process(entry);
    return new Came<>(result, with(at, Optional.ofNullable(entry.getValue())));
  }

  /** Something is heard by a host, and what it begins then is under way. */
  World hear(int at, News news, boolean late) {
    Decision decision = Decision.of(hosts.get(at).slot(), news, view(at, late));
    World world = with(at, hosts.get(at).with(decision.slot()));
    for (Effect effect : decision.effects()) {
      world =
          switch (effect) {
            case Effect.Tell(Effect.Outcome outcome) -> world.tell(at, outcome);
            case Effect.Look() -> world.hear(at, world.look(at), true);
            default -> world.with(at, world.hosts.get(at).and(new Task.Do(effect)));
          };
    }
    return world;
  }

  private World tell(int at, Effect.Outcome outcome) {
    World world = with(at, hosts.get(at).asked(false));
    Optional<Integer> offered = hosts.get(at).offer();
    if (offered.isEmpty()) return world;
    int from = offered.get();
    world = world.with(at, world.hosts.get(at).answering(Optional.empty()));
    boolean taken = outcome instanceof Effect.Outcome.At;
    return world.with(from, world.hosts.get(from).and(new Task.Answer(taken)));
  }

  News.Looked look(int at) {
    Optional<Seat> seat = Optional.ofNullable(Seat.of(tables.get(at).orElse(null)));
    return new News.Looked(seat, Optional.of(NAMES.get(home(at))));
  }

  // What a host has begun

  World run(int at, Task task) {
    World world = with(at, hosts.get(at).without(task));
    return switch (task) {
      case Task.Hear(News news) -> world.hear(at, news, news instanceof News.Due);
      case Task.Offer(int from, long _) when hosts.get(at).slot().isBusy() ->
          world.with(from, world.hosts.get(from).and(new Task.Answer(false)));
      case Task.Offer(int from, long fence) -> {
        Site here = world.hosts.get(at).answering(Optional.of(from));
        yield world.with(at, here).hear(at, new News.Offered(world.me(from), fence), false);
      }
      case Task.Answer(boolean taken) -> world.answered(at, taken);
      case Task.Late(Effect effect) -> world.late(at, effect);
      case Task.Claim(Entry mine, Seat gone) -> world.claim(at, mine, gone.fence());
      case Task.Do(Effect effect) -> world.perform(at, effect);
    };
  }

  /** Somebody asks for it once more. */
  World registered(int at) {
    World world = spent(new Left(0, 0, 0, 1)).heard(at, new News.Register(SERVER));
    return world.with(at, world.hosts().get(at).asked(true));
  }

  private World heard(int at, News news) {
    return with(at, hosts.get(at).and(new Task.Hear(news)));
  }

  private World perform(int at, Effect effect) {
    return switch (effect) {
      case Effect.Claim _ -> claim(at);
      case Effect.Adopt() -> adopt(at);
      case Effect.Take(long fence) -> took(at, step(at, new Step.Take(me(at), fence)));
      case Effect.Start(Entry entry) -> begin(at, entry);
      case Effect.Move(Pid pid, NodeName to) -> offer(at, pid, NAMES.indexOf(to));
      case Effect.Stop(Pid pid, ExitReason reason, _) -> exit(at, pid, reason);
      case Effect.Yield(Pid pid) -> exit(at, pid, Reasons.CONFLICT);
      case Effect.Resolve(Pid pid) -> resolve(at, pid);
      case Effect.Restore(Pid _) -> this;
      case Effect.Forget(long fence) -> {
        Came<Boolean> came = step(at, new Step.Forget(me(at), fence));
        Optional<Seat> seat = Optional.ofNullable(Seat.of(tables.get(at).orElse(null)));
        yield came.world()
            .heard(at, came.result() ? new News.Forgotten() : new News.NotForgotten(seat));
      }
      case Effect.GiveBack(long fence, Pid former) ->
          step(at, new Step.GiveBack(me(at), fence, former))
              .world()
              .heard(at, new News.GivenBack());
      case Effect.Wake _ -> heard(at, new News.Due());
      case Effect.Look _, Effect.Tell _ -> this;
    };
  }

  private World late(int at, Effect effect) {
    return switch (effect) {
      case Effect.Adopt() -> step(at, adoption(at)).world();
      case Effect.Take(long fence) -> step(at, new Step.Take(me(at), fence)).world();
      case Effect.Forget(long fence) -> step(at, new Step.Forget(me(at), fence)).world();
      case Effect.GiveBack(long fence, Pid former) ->
          step(at, new Step.GiveBack(me(at), fence, former)).world();
      default -> this;
    };
  }

  private Step.Adopt adoption(int at) {
    return new Step.Adopt(me(at), view(at, false).members());
  }

  /** The table was asked, and too few stand behind what it said. */
  private World unsupported(int at) {
    return heard(at, new News.NotAsked(Reasons.NOQUORUM));
  }

  private World adopt(int at) {
    if (!hasQuorum(at)) return unsupported(at);
    return took(at, step(at, adoption(at)));
  }

  private World claim(int at) {
    Entry mine =
        Entry.first(new byte[0], List.of("g"), me(at)).with(Past.claimed(me(at), left.hashCode()));
    return claim(at, mine, 0);
  }

  private World claim(int at, Entry mine, long over) {
    Came<Step.Claimed> came = step(at, new Step.Claim(mine, over));
    Seat seat = came.result().seat();
    if (!hasQuorum(at)) {
      World world =
          came.result().put() ? came.world().step(at, new Step.Undo(mine)).world() : came.world();
      return world.unsupported(at);
    }
    if (came.result().put()) {
      return came.world().heard(at, new News.Took(mine.numbered(seat.fence()), true));
    }
    if (seat.isOf(me(at))) {
      return came.world().adopt(at);
    }
    if (seat.isGone()) {
      return over == 0
          ? came.world().ended(seat).with(at, hosts.get(at).and(new Task.Claim(mine, seat)))
          : came.world().heard(at, new News.NotTaken(Optional.empty()));
    }
    return came.world().heard(at, new News.NotTaken(Optional.of(seat)));
  }

  /** The host of a server that was unregistered is told so. */
  World ended(Seat gone) {
    return nodes()
        .filter(at -> me(at).equals(gone.host()) && hosts.get(at).up())
        .mapToObj(at -> heard(at, new News.Unregistered(gone.fence())))
        .findAny()
        .orElse(this);
  }

  /** Whether it has done what it was told, or cannot any more. */
  boolean isOver(Seat gone) {
    return nodes()
        .filter(at -> me(at).equals(gone.host()) && hosts.get(at).up())
        .mapToObj(hosts::get)
        .noneMatch(site ->
            site.slot().isBefore(gone.fence())
                || site.tasks().contains(new Task.Hear(new News.Unregistered(gone.fence()))));
  }

  private World took(int at, Came<Entry> came) {
    return came.result() == null
        ? came.world().heard(at, new News.NotTaken(Optional.empty()))
        : came.world().heard(at, new News.Took(came.result(), false));
  }

  static int count(Optional<byte[]> state) {
    return state.map(bytes -> (int) bytes[0]).orElse(0);
  }

  private World begin(int at, Entry entry) {
    Site here = hosts.get(at);
    Pid pid = new Pid(NODES.get(at), here.start(), here.pids() + 1);
    List<Process> all = new ArrayList<>(here.processes());
    all.add(new Process(pid, entry.fence(), count(entry.state()), Process.Doing.STARTING));
    Site next =
        new Site(
            here.start(),
            here.pids() + 1,
            true,
            here.slot(),
            List.copyOf(all),
            here.tasks(),
            here.asked(),
            here.offer());
    // The process says that it has begun before anything else is heard of it.
    return with(at, next).hear(at, new News.Began(new Slot.Begun(pid, Restart.TRANSIENT)), false);
  }

  World replace(int at, Process before, Optional<Process> after) {
    List<Process> all = new ArrayList<>(hosts.get(at).processes());
    all.remove(before);
    after.ifPresent(all::add);
    return with(at, hosts.get(at).with(all));
  }

  private Optional<Process> process(int at, Pid pid) {
    return hosts.get(at).processes().stream().filter(one -> one.pid().equals(pid)).findFirst();
  }

  World exit(int at, Pid pid, ExitReason reason) {
    Optional<Process> process = process(at, pid);
    if (process.isEmpty()) return this;
    World world =
        replace(at, process.get(), Optional.empty()).heard(at, new News.Exited(pid, reason));
    return process.get().doing() == Process.Doing.STARTING
        ? world.heard(at, new News.NotStarted(reason))
        : world;
  }

  private World resolve(int at, Pid pid) {
    Optional<Process> process = process(at, pid);
    if (process.isEmpty()) return this;
    List<byte[]> others =
        tables.get(at).orElse(null) instanceof Entry entry ? entry.past().others() : List.of();
    int most = process.get().count();
    for (byte[] other : others) most = Math.max(most, other[0]);
    Process after = new Process(pid, process.get().fence(), most, process.get().doing());
    Step.Keep keep = new Step.Keep(me(at), after.fence(), Optional.of(new byte[] {(byte) most}));
    Came<Boolean> kept = step(at, new Step.Resolve(keep, others));
    return kept.result()
        ? kept.world().replace(at, process.get(), Optional.of(after))
        : exit(at, pid, Reasons.FENCED);
  }

  // A move

  private World offer(int at, Pid pid, int other) {
    Optional<Process> process = process(at, pid);
    if (process.isEmpty()) return this;
    Process leaving = process.get();
    Step.Keep keep = new Step.Keep(me(at), leaving.fence(), kept(leaving));
    Came<Boolean> kept = step(at, keep);
    if (!kept.result()) return exit(at, pid, Reasons.FENCED);
    World world =
        kept.world().replace(at, leaving, Optional.of(leaving.with(Process.Doing.OFFERED)));
    if (!sees(at, other)) return world.with(at, world.hosts.get(at).and(new Task.Answer(false)));
    return world.with(other, world.hosts.get(other).and(new Task.Offer(at, leaving.fence())));
  }

  private static Optional<byte[]> kept(Process process) {
    return Optional.of(new byte[] {(byte) process.count()});
  }

  /** The mover tells the host first, and then the server. */
  private World answered(int at, boolean taken) {
    Optional<Process> offered =
        hosts.get(at).processes().stream()
            .filter(one -> one.doing() == Process.Doing.OFFERED)
            .findFirst();
    World world = hear(at, new News.Moved(taken), false);
    if (offered.isEmpty()) return world;
    Process process = offered.get();
    if (taken) return world.exit(at, process.pid(), Reasons.MOVED);
    Came<Entry> came = world.step(at, adoption(at));
    if (came.result() == null) return world.exit(at, process.pid(), Reasons.FENCED);
    boolean untouched = came.result().fence() == process.fence() + 1;
    int count = untouched ? process.count() : count(came.result().state());
    Process stays = new Process(process.pid(), came.result().fence(), count, Process.Doing.RUNNING);
    return came.world()
        .replace(at, process, Optional.of(stays))
        .hear(at, new News.Renewed(stays.fence()), false);
  }

  /** What both parts have under the name when they meet, by the real rule. */
  World met() {
    int off = alone.orElseThrow();
    Optional<Holder> there = tables.get(off);
    Optional<Holder> here = tables.get(nodes().filter(at -> at != off).findFirst().getAsInt());
    Optional<Holder> both =
        here.isEmpty() || there.isEmpty()
            ? here.or(() -> there)
            : Optional.of((Holder) here.get().merged(there.get()));
    return cut(Optional.empty(), home).with(0, both);
  }

  /** One of these entries is a tombstone, or nothing. */
  static boolean isFree(Optional<Holder> holder) {
    return holder.isEmpty() || holder.get() instanceof Gone;
  }

  static final ExitReason CRASH = ExitReason.because("crash");
}
