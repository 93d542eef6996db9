package multinode.global;

import static multinode.node.Together.mesh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Name;
import multinode.genserver.StartResult;
import multinode.node.Node;
import multinode.node.Together;
import multinode.process.Call;
import multinode.process.Context;
import multinode.process.Exit;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.process.Puppet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.FaultProxy;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** Global names, as long as all nodes reach each other, come and go. */
@ExtendWith(HarnessExtension.class)
class GlobalTest {

  static void knownAs(Optional<Pid> holder, String name, List<Node> nodes) {
    for (Node node : nodes) assertThat(node.global().whereis(name)).isEqualTo(holder);
  }

  static void becomesKnownAs(Optional<Pid> holder, String name, List<Node> nodes) {
    for (Node node : nodes) {
      Await.untilEqual(name + " on " + node.self(), holder, () -> node.global().whereis(name));
    }
  }

  @Test
  @DisplayName("when a registration returns, every node knows it, those behind slow lines too")
  void visibleOnReturn(Nodes nodes) throws Exception {
    FaultProxy proxy = nodes.proxy();
    List<Node> all = List.of(nodes.start("a"), nodes.start("b", proxy::before), nodes.start("c"));
    Together.connect(all);
    proxy.delay(30, 10);
    for (Node node : all) {
      Puppet puppet = new Puppet(node.processes());
      assertThat(node.global().register("name", puppet.pid())).isTrue();
      knownAs(Optional.of(puppet.pid()), "name", all);
      assertThat(node.global().unregister("name")).isTrue();
      knownAs(Optional.empty(), "name", all);
    }
  }

  @Test
  @DisplayName("a process may be given a name from any node, also one that is not connected yet")
  void fromElsewhere(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    Puppet puppet = new Puppet(b.processes());
    assertThat(a.global().register("name", puppet.pid())).isTrue();
    assertThat(a.nodes()).containsExactly(b.self());
    knownAs(Optional.of(puppet.pid()), "name", List.of(a, b));
  }

  @Test
  @DisplayName("a name that is held is refused to others, and to its holder a second time")
  void refused(Nodes nodes) throws Exception {
    List<Node> all = mesh(nodes, "a", "b");
    Global ofA = all.get(0).global();
    Global ofB = all.get(1).global();
    Puppet first = new Puppet(all.get(0).processes());
    Puppet second = new Puppet(all.get(1).processes());
    assertThat(ofA.claim("name", first.pid())).isEqualTo(first.pid());
    assertThat(ofB.claim("name", second.pid())).isEqualTo(first.pid());
    assertThat(ofB.register("name", second.pid())).isFalse();
    assertThat(ofA.register("name", first.pid())).isFalse();
    assertThat(ofB.register("name", first.pid())).isFalse();
    assertThat(ofA.claim("name", first.pid())).isEqualTo(first.pid());
  }

  @Test
  @DisplayName("who is not alive gets no name; of one on a node out of reach nobody knows")
  void notAlive(Nodes nodes) throws Exception {
    List<Node> all = mesh(nodes, "a", "b");
    Puppet dead = new Puppet(all.get(1).processes());
    dead.begins(context -> context.exit(ExitReason.SHUTDOWN));
    Await.until("it has ended", () -> !dead.isAlive());
    assertThatThrownBy(() -> all.get(0).global().register("name", dead.pid()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"name\"")
        .hasMessageContaining(dead.pid().toString());
    knownAs(Optional.empty(), "name", all);
    Pid nobody = new Pid("nobody@127.0.0.1", 1, 1);
    assertThatThrownBy(() -> all.get(0).global().register("name", nobody))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nobody knows whether " + nobody + " has the name \"name\"");
    knownAs(Optional.empty(), "name", all);
  }

  /** The server of names on a node ends with the next request in hand, and does not answer. */
  private static void endsUnanswered(Node node) {
    Pid brief =
        node.spawn(self -> {
          self.receive(Call.class);
          throw self.exit(ExitReason.because("before the answer"));
        });
    node.processes().unregister(GlobalServer.NAME);
    node.processes().register(GlobalServer.NAME, brief);
  }

  @Test
  @DisplayName("a node that does not say whether it gave a name: nobody knows")
  void claimUnanswered(Nodes nodes) throws Exception {
    List<Node> all = mesh(nodes, "a", "b");
    Pid pid = new Puppet(all.get(1).processes()).pid();
    endsUnanswered(all.get(1));
    assertThatThrownBy(() -> all.get(0).global().register("name", pid))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nobody knows whether " + pid + " has the name \"name\"");
  }

  @Test
  @DisplayName("a process may have two names; both go with it, and one can go alone")
  void twoNames(Nodes nodes) throws Exception {
    List<Node> all = mesh(nodes, "a", "b", "c");
    Global global = all.get(1).global();
    Puppet puppet = new Puppet(all.get(1).processes());
    for (String name : List.of("one", "two", "three")) {
      assertThat(global.register(name, puppet.pid())).isTrue();
    }
    assertThat(all.get(2).global().unregister("one")).isTrue();
    for (Node node : all) {
      assertThat(node.global().registered())
          .isEqualTo(Map.of("two", puppet.pid(), "three", puppet.pid()));
    }
    puppet.begins(context -> context.exit(ExitReason.SHUTDOWN));
    for (String name : List.of("two", "three")) becomesKnownAs(Optional.empty(), name, all);
  }

  @Test
  @DisplayName("unregister works from every node, and says whether there was anything to do")
  void unregister(Nodes nodes) throws Exception {
    List<Node> all = mesh(nodes, "a", "b", "c");
    Puppet puppet = new Puppet(all.get(0).processes());
    for (Node node : all) {
      assertThat(node.global().unregister("name")).isFalse();
      assertThat(node.global().register("name", puppet.pid())).isTrue();
      assertThat(all.get(2).global().unregister("name")).isTrue();
      knownAs(Optional.empty(), "name", all);
    }
    assertThat(puppet.isAlive()).isTrue();
  }

  @Test
  @DisplayName("a node that does not say whether it took a name back: nobody knows")
  void unregisterUnanswered(Nodes nodes) throws Exception {
    List<Node> all = mesh(nodes, "a", "b");
    Pid pid = new Puppet(all.get(1).processes()).pid();
    assertThat(all.get(0).global().register("name", pid)).isTrue();
    endsUnanswered(all.get(1));
    assertThatThrownBy(() -> all.get(0).global().unregister("name"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nobody knows whether " + pid + " still has the name \"name\"");
  }

  @Test
  @DisplayName("a start that comes to nothing gives back its own name, and not the next holder's")
  void nameOfAnother(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Pid next = new Puppet(a.processes()).pid();
    GenServer<Integer> replaced =
        self -> {
          assertThat(a.global().unregister("name")).isTrue();
          assertThat(a.global().register("name", next)).isTrue();
          return Init.ignore();
        };
    StartResult result = a.run(self -> GenServer.start(self, Name.global(a, "name"), replaced));
    assertThat(result).isEqualTo(new StartResult.Ignored());
    assertThat(a.global().whereis("name")).contains(next);
  }

  @Test
  @DisplayName("a message to a name reaches its holder; to a name that nobody holds it is an error")
  void send(Nodes nodes) throws Exception {
    List<Node> all = mesh(nodes, "a", "b");
    Puppet puppet = new Puppet(all.get(0).processes());
    all.get(0).global().register("name", puppet.pid());
    assertThat(all.get(1).global().send("name", "hello")).isEqualTo(puppet.pid());
    assertThat(puppet.next()).isEqualTo("hello");
    assertThatThrownBy(() -> all.get(1).global().send("nmae", "hello"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no process is registered globally as \"nmae\"; b@127.0.0.1 knows [name]");
    for (int i = 1; i <= 12; i++) all.get(0).global().register("name" + i, puppet.pid());
    assertThatThrownBy(() -> all.get(1).global().send("nmae", "hello"))
        .hasMessageContaining("[name, name1, name10, ")
        .hasMessageEndingWith("] and 3 more");
  }

  @Test
  @DisplayName("names go with their node, for all others, and stay away when it comes back empty")
  void goesWithNode(Nodes nodes) throws Exception {
    List<Node> all = mesh(nodes, "a", "b", "c");
    Puppet puppet = new Puppet(all.get(0).processes());
    all.get(0).global().register("name", puppet.pid());
    all.get(0).close();
    List<Node> rest = all.subList(1, 3);
    becomesKnownAs(Optional.empty(), "name", rest);
    Node again = nodes.start("a");
    Await.until("a is back", () -> again.connect(rest.get(0).self()).connected());
    Puppet anew = new Puppet(again.processes());
    assertThat(again.global().register("name", anew.pid())).isTrue();
    becomesKnownAs(Optional.of(anew.pid()), "name", rest);
  }

  @Test
  @DisplayName("names go with a lost link, on both sides, and come back with it")
  void comesBack(Nodes nodes) throws Exception {
    List<Node> both = mesh(nodes, "a", "b");
    Node a = both.get(0);
    Node b = both.get(1);
    Puppet ofA = new Puppet(a.processes());
    Puppet ofB = new Puppet(b.processes());
    a.global().register("of a", ofA.pid());
    b.global().register("of b", ofB.pid());
    for (int i = 0; i < 10; i++) {
      a.disconnect(b.self());
      becomesKnownAs(Optional.empty(), "of b", List.of(a));
      becomesKnownAs(Optional.empty(), "of a", List.of(b));
      Await.until("they meet again", () -> a.connect(b.self()).connected());
      becomesKnownAs(Optional.of(ofA.pid()), "of a", both);
      becomesKnownAs(Optional.of(ofB.pid()), "of b", both);
    }
    assertThat(ofA.isAlive() && ofB.isAlive()).isTrue();
  }

  @Test
  @DisplayName("a newcomer cannot take a name that is held, not even before it was told of it")
  void newcomer(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Puppet puppet = new Puppet(a.processes());
    a.global().register("name", puppet.pid());
    for (int i = 0; i < 10; i++) {
      Node b = nodes.start("b" + i);
      Puppet late = new Puppet(b.processes());
      assertThat(b.connect(a.self()).connected()).isTrue();
      assertThat(b.global().claim("name", late.pid())).isEqualTo(puppet.pid());
      becomesKnownAs(Optional.of(puppet.pid()), "name", List.of(a, b));
    }
  }

  @Test
  @DisplayName("where only pairs are connected, a name that a neighbour knows is taken")
  void ofTheNeighbour(Nodes nodes) throws Exception {
    Node a = nodes.start("a", options -> options.withConnectAll(false));
    Node b = nodes.start("b", options -> options.withConnectAll(false));
    Node c = nodes.start("c", options -> options.withConnectAll(false));
    a.connect(b.self());
    b.connect(c.self());
    Puppet first = new Puppet(c.processes());
    Puppet second = new Puppet(a.processes());
    assertThat(c.global().register("name", first.pid())).isTrue();
    assertThat(a.global().whereis("name")).as("a and c do not know each other").isEmpty();
    assertThat(a.global().claim("name", second.pid())).isEqualTo(first.pid());
  }

  @Test
  @DisplayName("who hears of a holder's end by a link can give its name to the next at once")
  void atOnceAnew(Nodes nodes) throws Exception {
    List<Node> both = mesh(nodes, "a", "b");
    Node a = both.get(0);
    Puppet parent = new Puppet(a.processes());
    Puppet crowd = new Puppet(a.processes());
    parent.runs(context -> context.trapExit(true));
    List<Pid> children = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      children.add(parent.does(context -> context.spawnLink(Context::receive)));
      // So many are to be told of the end that the server of names is told late.
      crowd.runs(context -> {
        for (int other = 0; other < 3_000; other++) context.monitor(children.getLast());
      });
    }
    for (Pid child : children) {
      assertThat(a.global().claim("name", child)).isEqualTo(child);
      knownAs(Optional.of(child), "name", both);
      a.processes().send(child, "end");
      assertThat(parent.next()).isEqualTo(new Exit(child, ExitReason.NORMAL));
    }
  }
}
