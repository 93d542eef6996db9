package multinode.roomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import multinode.cluster.Cluster;
import multinode.cluster.Detection;
import multinode.cluster.Members;
import multinode.cluster.Topology;
import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.process.Context;
import multinode.process.From;
import multinode.swarm.Settings;
import multinode.swarm.Swarm;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

/** Rooms and people, when nodes come, go, and die. */
@ExtendWith(HarnessExtension.class)
class RoomyTest {

  private static final Detection QUICK =
      new Detection(Duration.ofSeconds(1), Duration.ofSeconds(2));
  private static final List<String> ROOMS = List.of("den", "hall", "kitchen", "living_room");
  private static final List<String> PEOPLE = List.of("alan", "james", "jess", "lucy");

  private static Topology topology(Nodes nodes) {
    return Members.topology(nodes).withDetection(QUICK);
  }

  private static List<Roomy> start(Nodes nodes, String... names) {
    List<Cluster> clusters = Members.start(nodes, topology(nodes), names);
    Members.whole(clusters);
    return clusters.stream().map(each -> new Roomy(Swarm.start(each, Settings.STANDARD))).toList();
  }

  @Test
  @DisplayName("people walk from room to room, wherever that is said")
  void seed(Nodes nodes) {
    List<Roomy> all = start(nodes, "a", "b", "c");
    Roomy a = all.get(0);
    Roomy b = all.get(1);
    Roomy c = all.get(2);
    a.addRoom("den");
    b.addRoom("living_room");
    assertThat(c.getAllRooms()).containsExactly("den", "living_room");
    c.addRooms(List.of("kitchen", "living_room"));
    a.walkInto("kitchen", "alan");
    b.walkInto("living_room", "james");
    assertThat(c.whoIsIn("living_room")).containsExactly("james");
    assertThat(a.dump()).hasToString("{den=[], kitchen=[alan], living_room=[james]}");
    b.addRooms(List.of("kitchen", "living_room", "bedroom_king"));
    c.walkInto("living_room", List.of("alan", "james", "lucy"));
    a.walkInto("bedroom_king", List.of("james", "lucy", "jess"));
    assertThat(b.dump(List.of("living_room", "bedroom_king")))
        .hasToString("{bedroom_king=[james, jess, lucy], living_room=[alan]}");
    assertThat(b.dump(List.of())).isEmpty();
    assertThatThrownBy(() -> c.walkInto("attic", "alan"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("attic");
    assertThatThrownBy(() -> c.dump(List.of("den", "attic"))).hasMessageContaining("attic");
    assertThatThrownBy(() -> c.whoIsIn("attic")).hasMessageContaining("attic");
    assertThat(a.whoIsIn("living_room")).containsExactly("alan");
    c.leave("alan");
    c.leave("alan");
    c.leave("nobody");
    assertThat(a.whoIsIn("living_room")).isEmpty();
  }

  /** Stays where he is. */
  record Stayer() implements GenServer<Integer> {
    @Override
    public Init<Integer> init(Context self) {
      return Init.ok(0);
    }

    @Override
    public CallResult<Integer> handleCall(
        Request<?> request, From from, Integer state, Context self) {
      return ((Person.Walk) request).reply(false, state);
    }
  }

  @Test
  @DisplayName("of a walk on which only some went it is not said that nobody has moved")
  void someMoved(Nodes nodes) {
    Roomy roomy = start(nodes, "a").getFirst();
    roomy.addRoom("den");
    roomy.swarm().register(Person.server("lucy"), new Stayer());
    assertThatThrownBy(() -> roomy.walkInto("den", List.of("alan", "lucy")))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageNotContaining("nobody has moved");
    assertThat(roomy.whoIsIn("den")).containsExactly("alan");
    assertThatThrownBy(() -> roomy.walkInto("attic", List.of("alan", "lucy")))
        .hasMessageContaining("nobody has moved");
  }

  @Test
  @DisplayName("two nodes move the same people while a third joins and leaves: never in two rooms")
  void race(Nodes nodes) throws Exception {
    List<Roomy> two = start(nodes, "a", "b");
    two.getFirst().addRooms(ROOMS);
    Random random = new Random(nodes.seed().value());
    try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> walks = new ArrayList<>();
      for (Roomy roomy : two) {
        for (String person : PEOPLE) {
          long seed = random.nextLong();
          walks.add(virtual.submit(() -> walk(roomy, person, new Random(seed))));
        }
      }
      Future<?> guest = virtual.submit(() -> joinAndLeave(nodes));
      while (!guest.isDone() || !walks.stream().allMatch(Future::isDone)) once(two.getLast());
      guest.get();
      for (Future<?> walk : walks) walk.get();
    }
    assertThat(once(two.getFirst())).containsExactlyInAnyOrderElementsOf(PEOPLE);
    Map<String, SortedSet<String>> single = new HashMap<>();
    for (String room : ROOMS) single.put(room, two.getLast().whoIsIn(room));
    assertThat(single).isEqualTo(two.getFirst().dump());
  }

  private static void walk(Roomy roomy, String person, Random random) {
    for (int i = 0; i < 50; i++) {
      roomy.walkInto(ROOMS.get(random.nextInt(ROOMS.size())), person);
    }
  }

  private static Object joinAndLeave(Nodes nodes) throws Exception {
    Cluster third = Members.join(nodes.start("c"), topology(nodes));
    Roomy roomy = new Roomy(Swarm.start(third, Settings.STANDARD));
    roomy.walkInto("den", "guest");
    roomy.leave("guest");
    third.node().close();
    return third;
  }

  /** Who is somewhere, and nobody in two rooms. */
  private static Set<String> once(Roomy roomy) {
    Set<String> seen = new HashSet<>();
    roomy
        .dump()
        .values()
        .forEach(inside ->
            inside.forEach(
                person -> assertThat(seen.add(person)).as("%s is twice", person).isTrue()));
    return seen;
  }

  @Test
  @DisplayName("who walked stays there when a node is killed, and can walk on")
  void killed(Nodes nodes) throws Exception {
    Topology topology = topology(nodes);
    Cluster cluster = Members.start(nodes, topology, "a").getFirst();
    Roomy roomy = new Roomy(Swarm.start(cluster, Settings.STANDARD));
    RealNode b = nodes.startReal("b", "--gossip", "--open", "--topology", topology.name());
    b.awaitReady();
    Await.until(
        "b runs a share",
        Members.FORMING,
        () -> roomy.swarm().counts().size() == 2 && cluster.connected() == 2);
    List<String> rooms = new ArrayList<>();
    for (int i = 0; i < 20; i++) rooms.add("room" + i);
    roomy.addRooms(rooms);
    for (int i = 0; i < 20; i++) roomy.walkInto("room" + i, "person" + i);
    Map<String, SortedSet<String>> before = roomy.dump();
    Await.until(
        "both run some",
        Members.FORMING,
        () -> roomy.swarm().counts().values().stream().allMatch(count -> count > 0));
    b.kill9();
    assertThat(roomy.dump()).isEqualTo(before);
    for (int i = 0; i < 20; i++) roomy.walkInto("room0", "person" + i);
    assertThat(roomy.whoIsIn("room0")).hasSize(20);
  }
}
