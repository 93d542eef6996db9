package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Name;
import multinode.genserver.StartResult;
import multinode.manager.Counter;
import multinode.node.Node;
import multinode.process.Call;
import multinode.process.Pid;
import multinode.registry.Registration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** Names of processes, which go with them. */
@ExtendWith(HarnessExtension.class)
class ProcessNamesTest {

  @Test
  @DisplayName("three hundred are killed while their names are taken back; then names still work")
  void killedMeanwhile(Nodes nodes) {
    nodes.takes(Duration.ofSeconds(40));
    List<Swarm> both = Trial.start(nodes, "a", "b");
    Swarm a = both.getFirst();
    Swarm b = both.getLast();
    Node node = a.cluster().node();
    for (int i = 0; i < 300; i++) {
      String name = "n" + i;
      Pid pid = sleeper(node);
      a.register(name, pid);
      Trial.kill(node, pid);
      (i % 2 == 0 ? a : b).unregister(name);
    }
    assertThat(a.registered().keySet()).noneMatch(name -> name.matches("n\\d+"));

    Pid other = sleeper(node);
    assertThat(b.register("from b", other)).isEqualTo(new Registration.Registered(other));
    Pid dying = sleeper(node);
    assertThat(a.register("dying", dying)).isEqualTo(new Registration.Registered(dying));
    Trial.kill(node, dying);
    Await.untilEqual(
        "its name is free on b", Optional.empty(), () -> b.whereis("dying").map(Pid::toString));
    Pid next = sleeper(node);
    assertThat(a.register("dying", next)).isEqualTo(new Registration.Registered(next));
    assertThat(b.whereis("dying")).contains(next);
  }

  @Test
  @DisplayName("a name that a process and a server want at once goes to one of them")
  void oneTable(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(40));
    List<Swarm> both = Trial.start(nodes, "a", "b");
    Swarm a = both.getFirst();
    Swarm b = both.getLast();
    Pid pid = sleeper(a.cluster().node());
    for (int i = 0; i < 100; i++) {
      String name = "both" + i;
      List<Registration> came =
          Trial.within(
              Trial.SOON,
              "registering " + name + " twice",
              () ->
                  both(
                      () -> a.register(name, pid),
                      () -> b.register(name, new Counter(Durability.NONE))));
      long registered = came.stream().filter(Registration.Registered.class::isInstance).count();
      assertThat(registered).as("%s: %s", name, came).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("a name that was taken back from a process is a server's at once")
  void takenBack(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(30));
    Swarm a = Trial.start(nodes, "a").getFirst();
    a.register("x", sleeper(a.cluster().node()));
    assertThat(a.unregister("x")).isTrue();
    Registration next =
        Trial.within(
            Duration.ofSeconds(5),
            "registering x",
            () -> a.register("x", new Counter(Durability.NONE)));
    assertThat(next).isInstanceOf(Registration.Registered.class);
  }

  @Test
  @DisplayName("a start that comes to nothing gives back its own name, and not the next server's")
  void nameOfAnother(Nodes nodes) {
    nodes.takes(Duration.ofSeconds(30));
    Swarm a = Trial.start(nodes, "a").getFirst();
    GenServer<Integer> replaced =
        self -> {
          assertThat(a.unregister("x")).isTrue();
          assertThat(a.register("x", new Counter(Durability.EVERY_CHANGE)))
              .isInstanceOf(Registration.Registered.class);
          assertThat(a.call("x", new Counter.Add())).isEqualTo(1);
          return Init.ignore();
        };
    StartResult result =
        a.cluster().node().run(self -> GenServer.start(self, new Name(a, "x"), replaced));
    assertThat(result).isEqualTo(new StartResult.Ignored());
    assertThat(a.names()).contains("x");
    assertThat(a.call("x", new Counter.Value())).isEqualTo(1);
  }

  @Test
  @DisplayName("a server gets the name of a process that has ended, wherever that was")
  void ofTheDead(Nodes nodes) {
    nodes.takes(Duration.ofSeconds(60));
    List<Swarm> both = Trial.start(nodes, "a", "b");
    Swarm a = both.getFirst();
    Node ofA = a.cluster().node();
    Node ofB = both.getLast().cluster().node();
    String askedByA = Trial.nameOn(a, a, List.of());
    Map<String, Pid> dead = Map.of("on a", sleeper(ofA), askedByA, sleeper(ofB));
    Pid gone = sleeper(ofB);
    dead.forEach(a::register);
    a.register("gone", gone);
    both.forEach(ProcessNamesTest::keepNames);
    dead.forEach((name, pid) -> {
      Node node = name.equals("on a") ? ofA : ofB;
      Trial.kill(node, pid);
      Await.until(name + " has ended", () -> !node.processes().isAlive(pid));
      assertThat(a.register(name, new Counter(Durability.NONE)))
          .as(name)
          .isInstanceOf(Registration.Registered.class);
    });
    ofB.close();
    Await.until("a is alone", Trial.SOON, () -> a.cluster().members().size() == 1);
    assertThat(a.register("gone", new Counter(Durability.NONE)))
        .isInstanceOf(Registration.Registered.class);
  }

  /** From now on nobody gives the names of the dead back; who asks is told that they are dead. */
  private static void keepNames(Swarm swarm) {
    Node node = swarm.cluster().node();
    String server = "names " + swarm.cluster().topology().name();
    swarm.local().registry().close();
    Await.until("its server has ended", () -> node.processes().whereis(server).isEmpty());
    Pid next =
        node.spawn(self -> {
          for (; ; ) self.reply(self.receive(Call.class).from(), false);
        });
    node.processes().register(server, next);
  }

  private static <T> List<T> both(Callable<T> one, Callable<T> other) throws Exception {
    try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> all = virtual.invokeAll(List.of(one, other));
      return List.of(all.get(0).get(), all.get(1).get());
    }
  }

  private static Pid sleeper(Node node) {
    return node.spawn(self -> {
      for (; ; ) self.receive();
    });
  }
}
