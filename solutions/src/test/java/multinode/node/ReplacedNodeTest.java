package multinode.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import multinode.process.Context;
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Puppet;
import multinode.process.RegisteredName;
import multinode.wire.RemoteFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

/** A node that goes, and another start of it that comes under its name. */
@ExtendWith(HarnessExtension.class)
class ReplacedNodeTest {

  private record Echo(Pid from, Object message) {}

  private static RemoteFunction echo(Pid home) {
    return context -> {
      for (; ; ) context.send(home, new Echo(context.self(), context.receive()));
    };
  }

  private static Puppet watcher(Node node) {
    Puppet watcher = new Puppet(node.processes());
    node.monitors().subscribe(watcher.pid());
    return watcher;
  }

  @Test
  @DisplayName(
      "killed and started again: node-down, node-up, and nothing for the old reaches the new")
  void killed(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Puppet watcher = watcher(a);
    RealNode first = nodes.startReal("b", "--connect", "a@127.0.0.1").awaitReady();
    NodeName b = first.name();
    assertThat(watcher.next()).isEqualTo(new NodeUp(b));
    Pid old = a.spawn(b, echo(watcher.pid()));
    watcher.runs(context -> context.send(old, 1));
    assertThat(watcher.next()).isEqualTo(new Echo(old, 1));

    first.kill9();
    assertThat(watcher.next()).isInstanceOf(NodeDown.class);
    nodes.startReal("b", "--connect", "a@127.0.0.1").awaitReady();
    assertThat(watcher.next()).isEqualTo(new NodeUp(b));

    Pid anew = a.spawn(b, echo(watcher.pid()));
    assertThat(anew.id()).as("the same number, to make it hard").isEqualTo(old.id());
    assertThat(anew.incarnation()).isNotEqualTo(old.incarnation());
    watcher.runs(context -> {
      context.send(old, "for the old one");
      context.send(anew, "for the new one");
      context.monitor(old);
    });
    List<Object> came = List.of(watcher.next(), watcher.next());
    assertThat(came).contains(new Echo(anew, "for the new one"));
    assertThat(came).anyMatch(it -> it instanceof Down(_, _, ExitReason.NoProc()));
    assertThat(watcher.all()).isEmpty();
  }

  @Test
  @DisplayName("replaced before the other has noticed: it hears of both, in the right order")
  void unnoticed(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Puppet watcher = watcher(a);
    var proxy = nodes.proxy();
    Node first = nodes.start("b", proxy::before);
    a.connect(first.self());
    assertThat(watcher.next()).isEqualTo(new NodeUp(first.self()));
    Puppet old = new Puppet(first.processes());
    watcher.runs(context -> context.monitor(old.pid()));
    proxy.silence();
    first.close();

    Node second = nodes.start("b");
    Puppet anew = new Puppet(second.processes());
    assertThat(second.connect(a.self()).connected()).isTrue();
    assertThat(((Down) watcher.next()).reason()).isEqualTo(ExitReason.NOCONNECTION);
    assertThat(((NodeDown) watcher.next()).reason()).contains("connected again");
    assertThat(watcher.next()).isEqualTo(new NodeUp(second.self()));
    watcher.runs(context -> {
      context.send(old.pid(), "for the old one");
      context.send(anew.pid(), "for the new one");
    });
    assertThat(anew.next()).isEqualTo("for the new one");
    assertThat(anew.all()).isEmpty();
  }

  @Test
  @DisplayName("a name on the node finds whoever holds it there now")
  void names(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Puppet sender = new Puppet(a.processes());
    RegisteredName name = new RegisteredName("box", "b@127.0.0.1");
    for (String start : List.of("first", "second")) {
      try (Node b = nodes.start("b")) {
        Puppet box = new Puppet(b.processes());
        box.runs((Context context) -> context.register("box"));
        sender.runs(context -> context.send(name, "for the " + start));
        assertThat(box.next()).isEqualTo("for the " + start);
        a.disconnect(b.self());
      }
    }
  }
}
