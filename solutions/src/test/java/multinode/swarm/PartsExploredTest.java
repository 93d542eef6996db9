package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import multinode.cluster.Epmd;
import multinode.cluster.Topology;
import multinode.explore.Exploration;
import multinode.explore.Explorer;
import multinode.explore.Step;
import multinode.process.Pid;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where the copies of an entry are while a network falls apart and its parts meet. Hazelcast has
 * each member bring along what it is the first to keep; its other copies it forgets. So a part may
 * have a quorum, and not have the entry yet: whoever asks there takes the name for a new one. With
 * as many copies as {@link Topology#copies} says there is no such part.
 */
class PartsExploredTest {

  private static final Pid OWNER = new Pid("a@127.0.0.1", 1, 0);

  /** How often somebody has the server count. */
  private static final int COUNTS = 3;

  /**
   * Some nodes, and one entry.
   *
   * @param parts in which part each node is; a part is called by a number
   * @param copies what each node keeps of the entry
   * @param brought what a node that has just joined a part has still to bring to it
   * @param former the part that each node has left, as long as it waits for the others of it
   * @param wanted on how many nodes the entry is to be
   * @param patient whether a node says that it is merging until the others of its part are there
   * @param acknowledged the count that somebody was told last
   * @param broken what went wrong
   */
  private record Net(
      List<Integer> parts,
      List<Optional<Entry>> copies,
      List<Optional<Entry>> brought,
      List<Set<Integer>> former,
      int wanted,
      boolean patient,
      int acknowledged,
      boolean whole,
      Optional<String> broken) {

    int size() {
      return parts.size();
    }

    List<Integer> nodes(int part) {
      return IntStream.range(0, size()).filter(at -> parts.get(at) == part).boxed().toList();
    }

    boolean hasQuorum(int part) {
      return nodes(part).size() > size() / 2;
    }

    List<Integer> keepers(int part) {
      return nodes(part).stream().filter(at -> copies.get(at).isPresent()).toList();
    }

    Optional<Entry> entry(int part) {
      return keepers(part).stream().findFirst().flatMap(copies::get);
    }

    /** Whether a node brings something along, or others of its part do that it waits for. */
    boolean isMerging(int at) {
      Set<Integer> here = Set.copyOf(nodes(parts.get(at)));
      return brought.get(at).isPresent() || patient && !here.containsAll(former.get(at));
    }

    Net with(List<Integer> others, List<Optional<Entry>> kept, List<Optional<Entry>> left) {
      return new Net(others, kept, left, former, wanted, patient, acknowledged, whole, broken);
    }

    Net leaving(int at) {
      List<Set<Integer>> left = set(former, at, Set.copyOf(nodes(parts.get(at))));
      return new Net(parts, copies, brought, left, wanted, patient, acknowledged, whole, broken);
    }

    Net keeping(int at, Optional<Entry> copy) {
      return with(parts, set(copies, at, copy), brought);
    }

    /** All who keep the entry in this part keep this; some do when nobody did. */
    Net keeping(int part, Entry entry) {
      List<Integer> all = keepers(part);
      if (all.isEmpty()) all = nodes(part).stream().limit(wanted).toList();
      Net net = this;
      for (int at : all) net = net.keeping(at, Optional.of(entry));
      return net;
    }

    Net told(int count) {
      return new Net(parts, copies, brought, former, wanted, patient, count, whole, broken);
    }

    Net broken(String what) {
      Optional<String> now = Optional.of(what);
      return new Net(parts, copies, brought, former, wanted, patient, acknowledged, whole, now);
    }

    Net cut(List<Integer> others) {
      return new Net(others, copies, brought, former, wanted, patient, acknowledged, false, broken);
    }
  }

  private static <T> List<T> set(List<T> all, int at, T value) {
    List<T> more = new ArrayList<>(all);
    more.set(at, value);
    return List.copyOf(more);
  }

  private static Entry registered(int number) {
    return Entry.first(new byte[0], List.of(), OWNER).with(Past.claimed(OWNER, number));
  }

  private static Entry counted(Entry entry, int count) {
    Optional<byte[]> state = Optional.of(new byte[] {(byte) count});
    return entry.keeping(state, entry.host(), entry.fence()).orElseThrow();
  }

  private static Net start(int nodes, int wanted, boolean patient, List<Integer> keepers) {
    List<Optional<Entry>> none = Collections.nCopies(nodes, Optional.empty());
    Net net =
        new Net(
            Collections.nCopies(nodes, 0),
            none,
            none,
            Collections.nCopies(nodes, Set.of()),
            wanted,
            patient,
            0,
            true,
            Optional.empty());
    for (int at : keepers) net = net.keeping(at, Optional.of(registered(1)));
    return net;
  }

  private static List<Step<Net>> steps(Net net) {
    List<Step<Net>> all = new ArrayList<>();
    int nodes = net.size();
    if (net.whole()) {
      List<Integer> halves = IntStream.range(0, nodes).map(at -> 2 * at / nodes).boxed().toList();
      List<Integer> apart = IntStream.range(0, nodes).boxed().toList();
      all.add(Step.fault("network", "falls into halves", net.cut(halves)));
      all.add(Step.fault("network", "falls apart", net.cut(apart)));
    }
    for (int part : Set.copyOf(net.parts())) {
      if (net.hasQuorum(part)) all.addAll(used(net, part));
      all.addAll(moved(net, part));
    }
    for (int at = 0; at < nodes; at++) {
      String who = "n" + (at + 1);
      if (net.brought().get(at).isPresent())
        all.add(Step.of(who, "brings it along", brings(net, at)));
      else if (!net.whole()) all.addAll(joins(net, at, who));
    }
    return all;
  }

  /** Somebody calls the server; who does not find it registers it first, as clients do. */
  private static List<Step<Net>> used(Net net, int part) {
    Optional<Entry> known = net.entry(part);
    boolean merging = net.nodes(part).stream().anyMatch(net::isMerging);
    if (known.isEmpty()) {
      Net twice = net.keeping(part, registered(2)).broken("it was registered a second time");
      return merging ? List.of() : List.of(Step.of("client", "does not find it", twice));
    }
    int count = World.count(known.get().state()) + 1;
    if (count > COUNTS) return List.of();
    Net next = net.keeping(part, counted(known.get(), count)).told(count);
    boolean again = count <= net.acknowledged();
    return List.of(
        Step.of("client", "is told " + count, again ? next.broken("a number came twice") : next));
  }

  /** Copies are made where there are too few, and move. */
  private static List<Step<Net>> moved(Net net, int part) {
    List<Step<Net>> all = new ArrayList<>();
    List<Integer> keepers = net.keepers(part);
    for (int to : net.nodes(part)) {
      if (keepers.isEmpty() || keepers.contains(to)) continue;
      Net copied = net.keeping(to, net.entry(part));
      String who = "n" + (to + 1);
      if (keepers.size() < net.wanted()) {
        all.add(Step.of(who, "is given a copy", copied));
      } else if (net.whole()) {
        for (int from : keepers) {
          all.add(
              Step.of(
                  who,
                  "is given the copy of n" + (from + 1),
                  copied.keeping(from, Optional.empty())));
        }
      }
    }
    return all;
  }

  /**
   * A member joins a part that is no smaller; of its copies it keeps those that it is first for.
   */
  private static List<Step<Net>> joins(Net net, int at, String who) {
    List<Step<Net>> all = new ArrayList<>();
    int old = net.parts().get(at);
    boolean first = net.keepers(old).stream().findFirst().equals(Optional.of(at));
    for (int part : Set.copyOf(net.parts())) {
      if (part == old || net.nodes(part).size() < net.nodes(old).size()) continue;
      Net joined =
          net.leaving(at)
              .with(
                  set(net.parts(), at, part),
                  set(net.copies(), at, Optional.empty()),
                  set(net.brought(), at, first ? net.copies().get(at) : Optional.empty()));
      all.add(
          Step.of(
              who, "joins " + net.nodes(part).stream().map(n -> "n" + (n + 1)).toList(), joined));
    }
    return all;
  }

  private static Net brings(Net net, int at) {
    int part = net.parts().get(at);
    Entry mine = net.brought().get(at).orElseThrow();
    Entry both = net.entry(part).map(ours -> (Entry) ours.merged(mine)).orElse(mine);
    return net.with(net.parts(), net.copies(), set(net.brought(), at, Optional.empty()))
        .keeping(part, both);
  }

  private static Exploration explore(Net start) {
    return Explorer.of(start, PartsExploredTest::steps).always(Net::broken).explore();
  }

  /** All the ways to put an entry on so many of the nodes. */
  private static Stream<List<Integer>> ways(int nodes, int wanted) {
    return IntStream.range(0, 1 << nodes)
        .filter(set -> Integer.bitCount(set) == wanted)
        .mapToObj(
            set -> IntStream.range(0, nodes).filter(at -> (set >> at & 1) == 1).boxed().toList());
  }

  private static int copies(int nodes) {
    return Topology.of("parts", Epmd.of("a@127.0.0.1")).withSize(nodes).copies();
  }

  @ParameterizedTest(name = "{0} nodes")
  @ValueSource(ints = {2, 3, 4})
  @DisplayName("with the copies of a topology's size, no part has a quorum and not the entry")
  void enough(int nodes) {
    int wanted = copies(nodes) + 1;
    ways(nodes, wanted).forEach(keepers -> whole(start(nodes, wanted, false, keepers)));
  }

  @ParameterizedTest(name = "{0} nodes")
  @ValueSource(ints = {3, 4})
  @DisplayName("who waits for the others of its part does not need them")
  void patient(int nodes) {
    ways(nodes, 2).limit(nodes).forEach(keepers -> whole(start(nodes, 2, true, keepers)));
  }

  private static void whole(Net start) {
    Exploration all = explore(start).orThrow();
    System.out.println(all);
    assertThat(all.isWhole()).as("%s", all).isTrue();
  }

  @Test
  @DisplayName("with one copy less, and without waiting, a name of four nodes is registered twice")
  void tooFew() {
    assertThat(explore(start(4, 2, false, List.of(2, 3))).story().orElseThrow().toString())
        .contains("falls into halves")
        .contains("it was registered a second time");
  }
}
