package multinode.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.map.IMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import multinode.cluster.Cluster;
import multinode.cluster.Detection;
import multinode.cluster.Members;
import multinode.cluster.Topology;
import multinode.genserver.CallFailed;
import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Name;
import multinode.genserver.Request;
import multinode.node.Node;
import multinode.process.Call;
import multinode.process.Context;
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Pid;
import multinode.process.Puppet;
import multinode.process.RegisteredName;
import multinode.process.Signal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

/** Names of the whole cluster, when processes and nodes come, go, freeze, and meet again. */
@ExtendWith(HarnessExtension.class)
class ClusterRegistryTest {

  private static final Detection QUICK =
      new Detection(Duration.ofSeconds(1), Duration.ofSeconds(2));

  record WhereAreYou() implements Request<String> {}

  /** Tells where it runs. */
  private static final class Host implements GenServer<String> {
    @Override
    public Init<String> init(Context self) {
      return Init.ok(self.self().node());
    }

    @Override
    public CallResult<String> handleCall(
        Request<?> request, From from, String state, Context self) {
      return switch (request) {
        case WhereAreYou ask -> ask.reply(state, state);
        default -> throw unknown(request);
      };
    }
  }

  private static List<ClusterRegistry> start(Nodes nodes, Topology topology, String... names) {
    List<Cluster> clusters = Members.start(nodes, topology, names);
    Members.whole(clusters);
    return clusters.stream().map(each -> ClusterRegistry.start(each.node(), each)).toList();
  }

  private static Pid process(Node node) {
    return new Puppet(node.processes()).pid();
  }

  private static <T> CompletableFuture<T> begin(Supplier<T> task) {
    return CompletableFuture.supplyAsync(task, Thread::startVirtualThread);
  }

  @Test
  @DisplayName("a thousand names raced for by three nodes: one winner each, seen by all on return")
  void race(Nodes nodes) {
    List<ClusterRegistry> all = start(nodes, Members.topology(nodes), "a", "b", "c");
    List<Pid> pids = all.stream().map(each -> process(each.node())).toList();
    Map<String, List<CompletableFuture<Pid>>> told = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      String name = "name" + i;
      List<CompletableFuture<Pid>> claims = new ArrayList<>();
      for (int k = 0; k < 3; k++) {
        ClusterRegistry registry = all.get(k);
        Pid pid = pids.get(k);
        claims.add(
            begin(() -> {
              Pid holder = registry.claim(name, pid);
              assertThat(registry.whereis(name)).contains(holder);
              return holder;
            }));
      }
      told.put(name, claims);
    }
    Map<String, Pid> holders = new HashMap<>();
    told.forEach((name, claims) -> {
      Set<Pid> seen = new HashSet<>();
      claims.forEach(claim -> seen.add(claim.join()));
      assertThat(seen).as(name).hasSize(1);
      holders.put(name, seen.iterator().next());
    });
    for (ClusterRegistry each : all) assertThat(each.registered()).isEqualTo(holders);
    assertThat(Set.copyOf(holders.values())).as("all have won some").hasSize(3);
  }

  @Test
  @DisplayName("whoever hears of a holder's end can give its name to the next at once")
  void freeAtOnce(Nodes nodes) {
    List<ClusterRegistry> all = start(nodes, Members.topology(nodes), "a", "b");
    for (int i = 0; i < 100; i++) {
      ClusterRegistry former = all.get(i % 2);
      ClusterRegistry next = all.get(i / 2 % 2);
      Puppet holder = new Puppet(former.node().processes());
      assertThat(former.claim("name", holder.pid())).isEqualTo(holder.pid());
      Puppet witness = new Puppet(next.node().processes());
      witness.runs(context -> context.monitor(holder.pid()));
      holder.begins(context -> context.exit(ExitReason.SHUTDOWN));
      assertThat(witness.next()).isInstanceOf(Down.class);
      Pid heir = witness.pid();
      assertThat(next.claim("name", heir)).as("holder of the name, round " + i).isEqualTo(heir);
      assertThat(next.unregister("name")).isTrue();
    }
  }

  @Test
  @DisplayName("a name goes with its process, and with its node")
  void goes(Nodes nodes) {
    List<ClusterRegistry> all = start(nodes, Members.topology(nodes), "a", "b", "c");
    Puppet puppet = new Puppet(all.get(1).node().processes());
    assertThat(all.get(0).register("first", puppet.pid()))
        .isEqualTo(new Registration.Registered(puppet.pid()));
    puppet.begins(context -> context.exit(ExitReason.SHUTDOWN));
    Await.until("the name is free", () -> all.get(2).whereis("first").isEmpty());
    Pid ofC = process(all.get(2).node());
    all.get(2).claim("second", ofC);
    all.get(2).node().close();
    for (ClusterRegistry each : all.subList(0, 2)) {
      Await.until("the name is free", () -> each.whereis("second").isEmpty());
    }
    Pid ofA = process(all.get(0).node());
    assertThat(all.get(1).claim("second", ofA)).isEqualTo(ofA);
    Await.until("what was left is gone", () -> all.get(0).entries() == 1);
  }

  @Test
  @DisplayName(
      "names that another part of the network brings back are given back, or to the living")
  void broughtBack(Nodes nodes) {
    List<ClusterRegistry> all = start(nodes, Members.topology(nodes), "a", "b");
    Node a = all.getFirst().node();
    IMap<String, Holder> table =
        a.parts().all(Cluster.class).getFirst().engine().getMap(Holder.TABLE);
    Puppet dead = new Puppet(a.processes());
    dead.begins(context -> context.exit(ExitReason.SHUTDOWN));
    table.set("dead", new Pinned(dead.pid(), 7));
    table.set("gone", new Pinned(new Pid("z@127.0.0.1", 1, 5), 7));
    Pid alive = process(a);
    table.set("alive", new Pinned(alive, 7));
    Pid loser = process(a);
    all.getFirst().claim("lost", loser);
    table.delete("lost");
    RegisteredName server = new RegisteredName(all.getFirst().serverName(), a.self().toString());
    a.processes().send(server, new Reconciler.Changed());
    Map<String, Pid> right = Map.of("alive", alive, "lost", loser);
    for (ClusterRegistry each : all) {
      Await.until("who is alive has a name", () -> each.registered().equals(right));
    }
    a.processes().signal(new Signal.ExitSignal(alive, alive, ExitReason.KILL, false));
    Await.until(
        "a name that was brought back goes with its process",
        () -> all.getLast().registered().equals(Map.of("lost", loser)));
  }

  @Test
  @DisplayName("a server is started, called and refused by its name, from every node")
  void via(Nodes nodes) {
    List<ClusterRegistry> all = start(nodes, Members.topology(nodes), "a", "b");
    Node a = all.get(0).node();
    Node b = all.get(1).node();
    Registration first =
        all.get(0).register("room", name -> a.run(self -> GenServer.start(self, name, new Host())));
    assertThat(first).isInstanceOf(Registration.Registered.class);
    Pid pid = ((Registration.Registered) first).pid();
    for (ClusterRegistry each : all) {
      assertThat(
              each.register(
                  "room", name -> each.node().run(self -> GenServer.start(self, name, new Host()))))
          .isEqualTo(new Registration.AlreadyRegistered(pid));
    }
    Name name = new Name(all.get(1), "room");
    assertThat(b.<String>run(self -> GenServer.call(self, name, new WhereAreYou())))
        .isEqualTo(a.self().toString());
    assertThat(all.get(1).unregister("room")).isTrue();
    assertThat(all.get(1).unregister("room")).isFalse();
    assertThatThrownBy(() -> b.run(self -> GenServer.call(self, name, new WhereAreYou())))
        .isInstanceOf(CallFailed.class);
  }

  @Test
  @DisplayName("a process that is dead gets no name; of one on a node out of reach nobody knows")
  void refused(Nodes nodes) {
    List<ClusterRegistry> all = start(nodes, Members.topology(nodes), "a", "b");
    Puppet puppet = new Puppet(all.get(0).node().processes());
    puppet.begins(context -> context.exit(ExitReason.SHUTDOWN));
    Await.until("it has ended", () -> !puppet.isAlive());
    for (ClusterRegistry each : all) {
      assertThatThrownBy(() -> each.claim("name", puppet.pid()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("name")
          .hasMessageContaining(puppet.pid().toString());
    }
    Pid nowhere = new Pid("z@127.0.0.1", 1, 1);
    assertThatThrownBy(() -> all.get(0).claim("name", nowhere))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("z@127.0.0.1");
  }

  @Test
  @DisplayName("a node that gives a name and does not say so: nobody is told that it cannot be had")
  void unanswered(Nodes nodes) {
    List<ClusterRegistry> all = start(nodes, Members.topology(nodes), "a", "b");
    ClusterRegistry a = all.getFirst();
    ClusterRegistry b = all.getLast();
    Pid pid = process(b.node());
    Pid brief =
        b.node()
            .spawn(self -> {
              self.receive(Call.class);
              b.claim("name", pid);
              throw self.exit(ExitReason.because("before the answer"));
            });
    b.node().processes().unregister(b.serverName());
    b.node().processes().register(b.serverName(), brief);
    assertThatThrownBy(() -> a.register("name", pid))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nobody knows whether " + pid + " has the name \"name\"");
    assertThat(a.whereis("name")).contains(pid);
  }

  @Test
  @DisplayName("the name of a killed node is free in moments, and can be had again")
  void killed(Nodes nodes) throws Exception {
    Topology topology = Members.topology(nodes);
    List<ClusterRegistry> all = start(nodes, topology, "a");
    RealNode b = nodes.startReal("b", "--gossip", "--open", "--topology", topology.name());
    ClusterRegistry a = all.get(0);
    Await.until("b is there", Members.FORMING, () -> a.node().nodes().contains(b.name()));
    Pid ofB = a.node().spawn(b.name(), context -> context.receive());
    Await.until("its names can be had", () -> claimed(a, ofB));
    assertThat(a.whereis("name")).contains(ofB);
    b.kill9();
    Await.until("the name is free", () -> a.whereis("name").isEmpty());
    Pid ofA = process(a.node());
    assertThat(a.claim("name", ofA)).isEqualTo(ofA);
  }

  private static boolean claimed(ClusterRegistry registry, Pid pid) {
    try {
      return registry.claim("name", pid).equals(pid);
    } catch (IllegalArgumentException | IllegalStateException notYet) {
      return false;
    }
  }

  @Test
  @DisplayName(
      "a name given anew while its node was frozen stays with the new one; the old is told")
  void frozen(Nodes nodes) throws Exception {
    Topology topology = Members.topology(nodes).withDetection(QUICK);
    List<ClusterRegistry> all = start(nodes, topology, "a", "b");
    ClusterRegistry a = all.get(0);
    nodes.takes(Members.FORMING.multipliedBy(2));
    RealNode c =
        nodes.startReal("c", "--gossip", "--open", "--topology", topology.name(), "--tick", "250");
    Await.until("c is there", Members.FORMING, () -> a.node().nodes().contains(c.name()));
    Pid old = a.node().spawn(c.name(), context -> context.receive());
    Await.until("its names can be had", () -> claimed(a, old));
    c.freeze();
    Await.until("it is free", Members.FORMING, () -> a.whereis("name").isEmpty());
    Pid anew = process(a.node());
    assertThat(a.claim("name", anew)).isEqualTo(anew);
    c.thaw();
    Await.until("c is back", Members.FORMING, () -> a.node().nodes().contains(c.name()));
    Puppet witness = new Puppet(a.node().processes());
    witness.runs(context -> context.monitor(old));
    assertThat(witness.within(Members.FORMING)).get().isInstanceOf(Down.class);
    for (ClusterRegistry each : all) assertThat(each.whereis("name")).isEqualTo(Optional.of(anew));
  }
}
