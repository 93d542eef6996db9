package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import multinode.explore.Exploration;
import multinode.explore.Explorer;
import multinode.process.Pid;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever happens to two nodes and a name, nothing that was acknowledged is lost. */
class ExploredTest {

  private static multinode.explore.Step<World> calm(int at, Object what, World next) {
    return multinode.explore.Step.of(at == 0 ? "a" : "b", what, next);
  }

  private static multinode.explore.Step<World> fault(int at, Object what, World next) {
    return multinode.explore.Step.fault(at == 0 ? "a" : "b", what, next.spent(1, 0, 0));
  }

  /** What can happen next. */
  private static List<multinode.explore.Step<World>> steps(World world) {
    List<multinode.explore.Step<World>> all = new ArrayList<>();
    for (int at = 0; at < 2; at++) {
      World.Site site = world.hosts().get(at);
      if (!site.up()) {
        all.add(calm(at, "starts again", restarted(world, at)));
        continue;
      }
      for (World.Task task : site.tasks().stream().distinct().toList()) {
        if (isInOrder(site, task)) all.add(calm(at, task, world.run(at, task)));
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
      if (world.left().faults() > 0) faults(world, at, all);
    }
    if (world.apart()) all.add(calm(0, "they meet again", world.met()));
    return all;
  }

  /** News of one process come in the order in which it has sent them. */
  private static boolean isInOrder(World.Site site, World.Task task) {
    boolean exits =
        task instanceof World.Task.Hear(News.NotStarted _)
            && site.tasks().stream()
                .anyMatch(other -> other instanceof World.Task.Hear(News.Exited _));
    return !exits;
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
    World.Process after = new World.Process(process.pid(), process.fence(), next, process.doing());
    return kept.world().replace(at, process, Optional.of(after)).told(next, false);
  }

  private static World unregistered(World world, int at) {
    World.Came<Seat> came = world.spent(0, 0, 1).step(at, new Step.Remove());
    return came.result() == null ? came.world() : came.world().told(0, true);
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
      }
    }
    all.add(fault(at, "the host is killed", restartedHost(world, at)));
    boolean alone = !world.hosts().get(1 - at).up();
    if (!alone && !world.apart()) all.add(fault(at, "the node is killed", killed(world, at)));
    if (!alone && !world.apart())
      all.add(fault(at, "the network is cut", world.cut(true, world.home())));
    if (at == 0) all.add(fault(at, "the entry moves", world.cut(world.apart(), 1 - world.home())));
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
    return unanswered(world.with(at, fresh), at, site);
  }

  /** Whoever waits for a host that is gone hears of it. */
  private static World unanswered(World world, int at, World.Site site) {
    boolean offered =
        site.offer().isPresent()
            || site.tasks().stream().anyMatch(World.Task.Offer.class::isInstance);
    return offered ? failed(world, 1 - at) : world;
  }

  private static World killed(World world, int at) {
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
    return unanswered(world.with(at, down).cut(false, 1 - at), at, site);
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
    List<World.Process> all = new ArrayList<>();
    for (int at = 0; at < 2; at++) {
      for (World.Process process : world.hosts().get(at).processes()) {
        World.Came<Boolean> kept =
            world.step(at, new Step.Keep(world.me(at), process.fence(), Optional.empty()));
        if (kept.result()) all.add(process);
      }
    }
    return all.size() <= (world.apart() ? 2 : 1);
  }

  private static boolean isKept(World world) {
    if (world.ended()) return true;
    return world.acknowledged()
        <= IntStream.range(0, 2).map(at -> most(world, at)).max().getAsInt();
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
    if (world.apart() || world.hosts().stream().anyMatch(World.Site::asked)) return false;
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

  private static Exploration explore(World start, int states) {
    Exploration all =
        Explorer.of(start, ExploredTest::steps)
            .always("one owner can change an entry", ExploredTest::isOneOwner)
            .always("what was acknowledged is kept", ExploredTest::isKept)
            .eventually(
                "one process runs where it belongs and knows what was acknowledged; nobody waits",
                ExploredTest::isWell)
            .states(states)
            .explore();
    System.out.println(all);
    return all.orThrow();
  }

  @Test
  @DisplayName("two nodes, one name, one fault: to the end")
  void oneFault() {
    assertThat(explore(World.start(1, 1, 1), 1_000_000).isWhole()).isTrue();
  }

  @Test
  @DisplayName("two nodes, one name, several faults: as far as a million worlds go")
  void manyFaults() {
    explore(World.start(3, 2, 1), 1_000_000);
  }
}
