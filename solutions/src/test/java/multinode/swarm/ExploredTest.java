package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import multinode.explore.Exploration;
import multinode.explore.Explorer;
import multinode.process.Pid;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever happens to a name on two or three nodes, nothing that was acknowledged is lost. */
class ExploredTest {

  private static String who(int at) {
    return "abc".substring(at, at + 1);
  }

  private static multinode.explore.Step<World> calm(int at, Object what, World next) {
    return multinode.explore.Step.of(who(at), what, next);
  }

  private static multinode.explore.Step<World> fault(int at, Object what, World next) {
    return multinode.explore.Step.fault(who(at), what, next.spent(1, 0, 0));
  }

  /** What can happen next. */
  private static List<multinode.explore.Step<World>> steps(World world) {
    List<multinode.explore.Step<World>> all = new ArrayList<>();
    for (int at = 0; at < world.hosts().size(); at++) {
      World.Site site = world.hosts().get(at);
      if (!site.up()) {
        all.add(calm(at, "starts again", restarted(world, at)));
        continue;
      }
      for (World.Task task : site.tasks().stream().distinct().toList()) {
        if (isInOrder(world, site, task)) all.add(calm(at, task, world.run(at, task)));
      }
      all.add(calm(at, "looks", world.hear(at, world.look(at), true)));
      for (World.Process process : site.processes()) {
        if (process.doing() == World.Process.Doing.STARTING) {
          World.Process runs = process.with(World.Process.Doing.RUNNING);
          all.add(
              calm(
                  at,
                  "init is done",
                  started(world.replace(at, process, Optional.of(runs)), at, process.pid())));
        } else if (process.doing() == World.Process.Doing.RUNNING && world.left().counts() > 0) {
          all.add(calm(at, "counts", counted(world, at, process)));
        }
      }
      if (world.left().ends() > 0) all.add(calm(at, "unregister", unregistered(world, at)));
      if (world.left().again() > 0 && at == world.home())
        all.add(calm(at, "register", world.registered(at)));
      if (world.left().faults() > 0) faults(world, at, all);
    }
    if (world.alone().isPresent()) all.add(calm(0, "they meet again", world.met()));
    return all;
  }

  /** News of one process come in the order in which it has sent them. */
  private static boolean isInOrder(World world, World.Site site, World.Task task) {
    boolean exits =
        task instanceof World.Task.Hear(News.NotStarted _)
            && site.tasks().stream()
                .anyMatch(other -> other instanceof World.Task.Hear(News.Exited _));
    boolean waits = task instanceof World.Task.Claim(Entry _, Seat gone) && !world.isOver(gone);
    return !exits && !waits;
  }

  private static World started(World world, int at, Pid pid) {
    return world.with(at, world.hosts().get(at).and(new World.Task.Hear(new News.Started(pid))));
  }

  private static World counted(World world, int at, World.Process process) {
    int next = process.count() + 1;
    Optional<byte[]> state = Optional.of(new byte[] {(byte) next});
    World.Came<Boolean> kept =
        world.spent(0, 1, 0).step(at, new Step.Keep(world.me(at), process.fence(), state));
    if (!kept.result()) return kept.world().exit(at, process.pid(), Reasons.FENCED);
    if (!world.hasQuorum(at)) return kept.world().exit(at, process.pid(), Reasons.NOQUORUM);
    World.Process after = new World.Process(process.pid(), process.fence(), next, process.doing());
    return kept.world().replace(at, process, Optional.of(after)).told(next, false);
  }

  private static World unregistered(World world, int at) {
    if (!world.hasQuorum(at)) return world.spent(0, 0, 1);
    World.Came<Step.Removed> came = world.spent(0, 0, 1).step(at, new Step.Remove());
    if (came.result() == null || !came.result().now()) return came.world();
    return came.world().told(0, true).ended(came.result().gone());
  }

  private static void faults(World world, int at, List<multinode.explore.Step<World>> all) {
    World.Site site = world.hosts().get(at);
    for (World.Process process : site.processes()) {
      all.add(fault(at, "the server crashes", world.exit(at, process.pid(), World.CRASH)));
    }
    for (World.Task task : site.tasks()) {
      if (task instanceof World.Task.Offer(int from, long _)) {
        World lost = world.with(at, site.without(task));
        all.add(fault(at, "the offer is lost", failed(lost, from)));
      } else if (task instanceof World.Task.Answer(boolean taken) && taken) {
        World lost = world.with(at, site.without(task));
        all.add(fault(at, "the answer is lost", failed(lost, at)));
      } else if (task instanceof World.Task.Do(Effect effect) && isOfTable(effect)) {
        World.Task late = new World.Task.Late(effect);
        World repeated = world.run(at, task);
        World both = repeated.with(at, repeated.hosts().get(at).and(late));
        all.add(fault(at, "repeats " + effect.getClass().getSimpleName(), both));
      }
    }
    all.add(fault(at, "the host is killed", restartedHost(world, at)));
    List<Integer> others =
        world.nodes().filter(i -> i != at && world.hosts().get(i).up()).boxed().toList();
    if (world.alone().isEmpty() && !others.isEmpty()) {
      all.add(fault(at, "the node is killed", killed(world, at, others.getFirst())));
      // Of two, it does not matter which.
      if (at > 0 || world.hosts().size() > 2)
        all.add(fault(at, "the node is cut off", world.cut(Optional.of(at), world.home())));
    }
    if (at != world.home())
      all.add(fault(at, "the entry moves to it", world.cut(world.alone(), at)));
  }

  private static boolean isOfTable(Effect effect) {
    return switch (effect) {
      case Effect.Adopt _, Effect.Take _, Effect.Forget _, Effect.GiveBack _ -> true;
      default -> false;
    };
  }

  private static World failed(World world, int at) {
    return world.with(at, world.hosts().get(at).and(new World.Task.Answer(false)));
  }

  private static World restartedHost(World world, int at) {
    World.Site site = world.hosts().get(at);
    World.Site fresh =
        new World.Site(
            site.start(),
            site.pids(),
            true,
            Slot.NOTHING,
            List.of(),
            List.of(),
            false,
            Optional.empty());
    return unanswered(world.with(at, fresh), site);
  }

  /** Whoever waits for a host that is gone hears of it. */
  private static World unanswered(World world, World.Site site) {
    Set<Integer> offering = new TreeSet<>();
    site.offer().ifPresent(offering::add);
    for (World.Task task : site.tasks()) {
      if (task instanceof World.Task.Offer(int from, long _)) offering.add(from);
    }
    World told = world;
    for (int from : offering) if (world.hosts().get(from).up()) told = failed(told, from);
    return told;
  }

  private static World killed(World world, int at, int other) {
    World.Site site = world.hosts().get(at);
    World.Site down =
        new World.Site(
            site.start() + 1,
            0,
            false,
            Slot.NOTHING,
            List.of(),
            List.of(),
            false,
            Optional.empty());
    int home = world.home() == at ? other : world.home();
    return unanswered(world.with(at, down).cut(Optional.empty(), home), site);
  }

  private static World restarted(World world, int at) {
    World.Site site = world.hosts().get(at);
    return world.with(
        at,
        new World.Site(
            site.start(), 0, true, Slot.NOTHING, List.of(), List.of(), false, Optional.empty()));
  }

  // What has to hold

  /** Of the processes in one part, one at most may change the entry. */
  private static boolean isOneOwner(World world) {
    Map<Boolean, Integer> owners = new HashMap<>();
    for (int at = 0; at < world.hosts().size(); at++) {
      for (World.Process process : world.hosts().get(at).processes()) {
        World.Came<Boolean> kept =
            world.step(at, new Step.Keep(world.me(at), process.fence(), Optional.empty()));
        boolean cutOff = world.alone().equals(Optional.of(at));
        if (kept.result()) owners.merge(cutOff, 1, Integer::sum);
      }
    }
    return owners.values().stream().allMatch(many -> many == 1);
  }

  private static boolean isKept(World world) {
    if (world.ended()) return true;
    return world.acknowledged() <= world.nodes().map(at -> most(world, at)).max().getAsInt();
  }

  /** The highest count that is kept in a part, also if its server does not know it yet. */
  private static int most(World world, int at) {
    return world.tables().get(at).orElse(null) instanceof Entry entry
        ? Math.max(
            World.count(entry.state()),
            entry.past().others().stream().mapToInt(other -> other[0]).max().orElse(0))
        : 0;
  }

  private static boolean isWell(World world) {
    if (world.alone().isPresent() || world.hosts().stream().anyMatch(World.Site::asked))
      return false;
    List<World.Process> all =
        world.hosts().stream().flatMap(site -> site.processes().stream()).toList();
    if (World.isFree(world.tables().getFirst()))
      return all.isEmpty() && (world.ended() || isNew(world));
    if (!world.hosts().get(world.home()).up()) return false;
    return all.size() == 1
        && (world.isTired() || world.hosts().get(world.home()).slot() instanceof Slot.Running)
        && (world.ended() || all.getFirst().count() >= world.acknowledged());
  }

  /** Nobody was ever told that it is registered: its host has died with the request. */
  private static boolean isNew(World world) {
    return world.acknowledged() == 0;
  }

  /** Of the processes that do not hand it over, one at most runs. */
  private static boolean isOneProcess(World world) {
    return world.hosts().stream()
            .flatMap(site -> site.processes().stream())
            .filter(process -> process.doing() != World.Process.Doing.OFFERED)
            .count()
        <= 1;
  }

  /** As long as no message is lost, and the network stays whole. */
  private static List<multinode.explore.Step<World>> together(World world) {
    return steps(world).stream()
        .filter(step -> !step.what().toString().matches(".* (lost|cut off)"))
        .toList();
  }

  private static Exploration explore(World start, int states) {
    Exploration all =
        Explorer.of(start, ExploredTest::steps)
            .always("one owner can change an entry", ExploredTest::isOneOwner)
            .always("what was acknowledged is kept", ExploredTest::isKept)
            .always("with a quorum, no count is told twice", w -> w.quorum() < 2 || !w.twice())
            .eventually(
                "one process runs where it belongs and knows what was acknowledged; nobody waits",
                ExploredTest::isWell)
            .states(states)
            .explore();
    System.out.println(all);
    return all.orThrow();
  }

  private static final int MANY = 1_000_000;

  @Test
  @DisplayName("two nodes, one name, one fault: to the end")
  void oneFault() {
    assertThat(explore(World.start(2, 1, new World.Left(1, 1, 1, 0)), MANY).isWhole()).isTrue();
  }

  @Test
  @DisplayName("two nodes, one name, several faults: as far as a million worlds go")
  void manyFaults() {
    explore(World.start(2, 1, new World.Left(3, 2, 1, 0)), MANY);
  }

  @Test
  @DisplayName("three nodes, of which two are a quorum, one fault: to the end")
  void quorum() {
    assertThat(explore(World.start(3, 2, new World.Left(1, 2, 1, 0)), MANY).isWhole()).isTrue();
  }

  @Test
  @DisplayName(
      "steps are repeated, and made twice; it is registered again: as far as half a million worlds go")
  void repeated() {
    explore(World.start(2, 1, new World.Left(2, 1, 0, 1)), MANY / 2);
  }

  @Test
  @DisplayName("it is unregistered and registered again: never do two run")
  void registeredAgain() {
    assertThat(again(new World.Left(1, 0, 1, 1), MANY).isWhole()).isTrue();
    again(new World.Left(3, 0, 1, 1), MANY / 4);
  }

  private static Exploration again(World.Left left, int states) {
    Exploration all =
        Explorer.of(World.start(2, 1, left), ExploredTest::together)
            .always("one process runs", ExploredTest::isOneProcess)
            .eventually("one process runs, or none; nobody waits", ExploredTest::isWell)
            .states(states)
            .explore();
    System.out.println(all);
    return all.orThrow();
  }

  @Test
  @DisplayName(
      "three nodes, of which two are a quorum, several faults: as far as half a million worlds go")
  void manyFaultsWithQuorum() {
    explore(World.start(3, 2, new World.Left(3, 3, 0, 0)), MANY / 2);
  }
}
