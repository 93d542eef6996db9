package multinode.roomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import multinode.cluster.Cluster;
import multinode.cluster.Detection;
import multinode.cluster.Gossip;
import multinode.cluster.Members;
import multinode.cluster.Topology;
import multinode.node.Here;
import multinode.node.Node;
import multinode.process.Pid;
import multinode.swarm.Settings;
import multinode.swarm.Swarm;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

/**
 * Rooms and people when a cluster falls into two parts, people walk in both, and the parts meet
 * again. Each part is a process that runs while the other one is frozen, until it takes the other
 * for dead.
 */
@ExtendWith(HarnessExtension.class)
class SplitTest {

  private static final Detection QUICK =
      new Detection(Duration.ofSeconds(1), Duration.ofSeconds(2));
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final List<String> ROOMS = List.of("den", "hall", "kitchen");
  private static final List<String> PEOPLE =
      List.of("alan", "anna", "bert", "james", "jess", "lucy", "mary");

  /** What a process is to do, with a node or with its rooms. */
  private interface Task<T> extends Serializable {
    Object of(T here) throws Exception;
  }

  /** A process, and the node from which it is told what to do. */
  private record Part(Node home, RealNode process) {

    Object does(Task<Node> task) {
      return home.run(self -> {
        Pid me = self.self();
        home.spawn(process.name(), one -> one.send(me, result(task)));
        return self.receive(message -> true, LIMIT).orElse("no answer");
      });
    }

    private static Object result(Task<Node> task) {
      try {
        return task.of(Here.current().node());
      } catch (Exception e) {
        return e.toString();
      }
    }

    Object asks(Task<Roomy> task) {
      return does(node -> task.of(new Roomy(node.parts().all(Swarm.class).getFirst())));
    }

    void walks(Map<String, List<String>> all) {
      TreeMap<String, List<String>> walks = new TreeMap<>(all);
      Object done =
          asks(roomy -> {
            walks.forEach((person, rooms) -> rooms.forEach(room -> roomy.walkInto(room, person)));
            return "walked";
          });
      assertThat(done).isEqualTo("walked");
    }

    void join(String name) {
      Object done =
          does(node -> {
            Topology topology = Topology.of(name, Gossip.STANDARD).withDetection(QUICK);
            Swarm.start(Cluster.join(node, topology), Settings.STANDARD);
            return "joined";
          });
      assertThat(done).isEqualTo("joined");
    }

    void awaitMembers(int count) {
      Await.until(
          "%s has %d members, and all that is kept".formatted(process.name(), count),
          LIMIT,
          () -> asks(roomy -> isWhole(roomy.swarm().cluster(), count)).equals(true));
    }

    private static boolean isWhole(Cluster cluster, int count) {
      return cluster.connected() == count
          && cluster.members().size() == count
          && cluster.isBalanced();
    }

    /** In which rooms each is, as the rooms say, one by one. */
    Object whereabouts() {
      return asks(roomy -> {
        Map<String, List<String>> all = new TreeMap<>();
        for (String room : roomy.getAllRooms()) {
          for (String person : roomy.whoIsIn(room)) {
            all.computeIfAbsent(person, unused -> new ArrayList<>()).add(room);
          }
        }
        return all;
      });
    }
  }

  private static Map<String, List<String>> walks(Random random) {
    Map<String, List<String>> all = new TreeMap<>();
    for (String person : PEOPLE) {
      List<String> rooms = new ArrayList<>();
      for (int left = random.nextInt(4); left > 0; left--) {
        rooms.add(ROOMS.get(random.nextInt(ROOMS.size())));
      }
      all.put(person, rooms);
    }
    return all;
  }

  @Test
  @DisplayName("people walk in both parts: afterwards each is in one room, where he went further")
  void split(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(90));
    Node home = nodes.start("home");
    Part a = new Part(home, nodes.startReal("a", "--tick", "250"));
    Part b = new Part(home, nodes.startReal("b", "--tick", "250"));
    for (Part part : List.of(a, b)) {
      part.process().awaitReady();
      part.join(Members.topology(nodes).name());
    }
    a.awaitMembers(2);
    b.awaitMembers(2);
    a.asks(roomy -> {
      roomy.addRooms(ROOMS);
      roomy.walkInto("den", PEOPLE);
      return true;
    });

    Random random = new Random(nodes.seed().value());
    Map<String, List<String>> inA = walks(random);
    inA.putAll(Map.of("anna", List.of("attic"), "bert", List.of("hall", "kitchen")));
    inA.putAll(Map.of("new in a", List.of("attic"), "new in both", List.of("attic")));
    Map<String, List<String>> inB = walks(random);
    inB.putAll(Map.of("anna", List.of("hall", "kitchen"), "bert", List.of("barn")));
    inB.putAll(Map.of("new in b", List.of("barn"), "new in both", List.of("barn")));

    b.process().freeze();
    a.awaitMembers(1);
    a.asks(roomy -> {
      roomy.addRoom("attic");
      return true;
    });
    a.walks(inA);
    a.process().freeze();
    b.process().thaw();
    b.awaitMembers(1);
    b.asks(roomy -> {
      roomy.addRoom("barn");
      return true;
    });
    b.walks(inB);
    a.process().thaw();
    a.awaitMembers(2);
    b.awaitMembers(2);

    Map<String, Set<String>> right = new TreeMap<>();
    for (String person : PEOPLE) right.put(person, further(inA.get(person), inB.get(person)));
    right.put("new in a", Set.of("attic"));
    right.put("new in b", Set.of("barn"));
    right.put("new in both", Set.of("attic", "barn"));
    for (Part part : List.of(a, b)) {
      AtomicReference<Object> last = new AtomicReference<>();
      Await.until(
          "each is in one of " + right,
          LIMIT,
          () -> {
            last.set(part.whereabouts());
            return last.get() instanceof Map<?, ?> all && isRight(all, right);
          },
          last::get);
    }
    a.walks(Map.of("alan", List.of("barn"), "lucy", List.of("attic")));
    b.walks(Map.of("alan", List.of("attic"), "lucy", List.of("barn")));
    assertThat((Map<?, ?>) a.whereabouts())
        .satisfies(all -> assertThat(all.get("alan")).isEqualTo(List.of("attic")))
        .satisfies(all -> assertThat(all.get("lucy")).isEqualTo(List.of("barn")));
  }

  /** Where a person may be who began in the den, and walked so in each part. */
  private static Set<String> further(List<String> one, List<String> other) {
    if (one.isEmpty() && other.isEmpty()) return Set.of("den");
    if (one.size() > other.size()) return Set.of(one.getLast());
    if (one.size() < other.size()) return Set.of(other.getLast());
    return one.getLast().equals(other.getLast())
        ? Set.of(one.getLast())
        : Set.of(one.getLast(), other.getLast());
  }

  private static boolean isRight(Map<?, ?> all, Map<String, Set<String>> right) {
    return all.keySet().equals(right.keySet())
        && right.entrySet().stream()
            .allMatch(one ->
                all.get(one.getKey()) instanceof Collection<?> rooms
                    && rooms.size() == 1
                    && one.getValue().containsAll(rooms));
  }
}
