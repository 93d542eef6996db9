package multinode.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import multinode.process.Event;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Puppet;
import multinode.process.RegisteredName;
import multinode.wire.Allowlist;
import multinode.wire.CodecException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.NodeLog;
import workbook.harness.Nodes;

@ExtendWith(HarnessExtension.class)
class MessagesTest {

  private record Note(Pid from, String text) {}

  @Test
  @DisplayName("a message to {name, node} arrives, and connects the two on its way")
  void byName(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    Puppet receiver = new Puppet(b.processes());
    Puppet sender = new Puppet(a.processes());
    receiver.runs(context -> context.register("mailbox"));

    sender.runs(context ->
        context.send(
            new RegisteredName("mailbox", "b@127.0.0.1"), new Note(context.self(), "hello")));
    assertThat(receiver.next()).isEqualTo(new Note(sender.pid(), "hello"));
    assertThat(a.nodes()).containsExactly(b.self());

    receiver.runs(context -> context.send(sender.pid(), "hello yourself"));
    assertThat(sender.next()).isEqualTo("hello yourself");
    a.send("mailbox", b.self(), Map.of("from", "outside"));
    assertThat(receiver.next()).isEqualTo(Map.of("from", "outside"));
  }

  @Test
  @DisplayName("a message to a name that nobody holds on another node is lost without a word")
  void nobodyThere(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    a.send("nobody", b.self(), "hello");

    assertThat(a.nodes()).containsExactly(b.self());
    Await.until(
        "b has dropped it",
        () ->
            nodes.events(b).stream()
                .anyMatch(e -> e.kind() == Event.Kind.DROPPED && e.peer().contains("nobody")));
  }

  @Test
  @DisplayName("a message to a name on a node that does not run is lost without a word")
  void noNode(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    a.send("mailbox", nodes.name("b"), "hello");
    new Puppet(a.processes()).runs(c -> c.send(new Pid("b@127.0.0.1", 1, 1), "hello"));

    assertThat(a.nodes()).isEmpty();
  }

  @Test
  @DisplayName("a message to a name that nobody holds on one's own node raises, with the name")
  void unknownHere(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    assertThatThrownBy(() -> a.send("nobody", a.self(), "hello"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("\"nobody\"", "a@127.0.0.1");
  }

  @Test
  @DisplayName("an unnamed node sends to itself, and nowhere else")
  void unnamed(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Node nobody = nodes.startUnnamed();
    Puppet receiver = new Puppet(nobody.processes());
    receiver.runs(context -> context.register("mailbox"));
    nobody.send("mailbox", NodeName.NONODE, "hello");
    nobody.send("mailbox", a.self(), "lost");

    assertThat(receiver.next()).isEqualTo("hello");
    assertThat(a.nodes()).isEmpty();
  }

  @Test
  @DisplayName("ten thousand messages arrive in order, big ones and small ones mixed")
  void order(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    Puppet receiver = new Puppet(b.processes());
    int many = 10_000;
    Pid counter =
        b.spawn(context -> {
          for (int i = 0; i < many; i++) {
            List<?> message = context.receive(List.class);
            if (!message.getFirst().equals(i)) throw new IllegalStateException(i + "?");
          }
          context.send(receiver.pid(), "all in order");
        });
    a.spawn(context -> {
      for (int i = 0; i < many; i++) {
        context.send(counter, i % 100 == 0 ? List.of(i, new byte[50_000]) : List.of(i));
      }
    });

    assertThat(receiver.next()).isEqualTo("all in order");
  }

  @Test
  @DisplayName("a message of a class outside the allowlist is the sender's error; the link stays")
  void outsideTheAllowlist(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    a.connect(b.self());
    Puppet sender = new Puppet(a.processes());
    Puppet receiver = new Puppet(b.processes());
    Bystanders.unharmedBy(
        nodes,
        b,
        () -> {
          assertThatThrownBy(() -> sender.runs(c -> c.send(receiver.pid(), new BitSet())))
              .isInstanceOf(CodecException.class)
              .hasMessageContainingAll("java.util.BitSet", "allowlist");
          sender.runs(context -> context.send(receiver.pid(), "still here"));
          assertThat(receiver.next()).isEqualTo("still here");
          assertThat(b.nodes()).containsExactly(a.self());
        });
  }

  @Test
  @DisplayName(
      "a class that only the sender allows is dropped by the receiver: log, event, link up")
  void droppedByTheReceiver(Nodes nodes) throws Exception {
    Node a = nodes.start("a", o -> o.withAllowlist(Allowlist.standard().and("java.util.BitSet")));
    Node b = nodes.start("b");
    Puppet sender = new Puppet(a.processes());
    Puppet receiver = new Puppet(b.processes());
    try (NodeLog log = NodeLog.open()) {
      sender.runs(context -> context.send(receiver.pid(), new BitSet()));
      sender.runs(context -> context.send(receiver.pid(), "still here"));

      assertThat(receiver.next()).isEqualTo("still here");
      log.awaitWarning("dropped a frame", "a@127.0.0.1", "java.util.BitSet");
    }
    assertThat(nodes.events(b))
        .anyMatch(e -> e.kind() == Event.Kind.DROPPED && e.text().contains("java.util.BitSet"));
    assertThat(a.nodes()).containsExactly(b.self());
  }

  @Test
  @DisplayName("a message over the size limit is the sender's error; the link stays")
  void tooLarge(Nodes nodes) throws Exception {
    Node a = nodes.start("a", options -> options.withFrameLimit(10_000));
    Node b = nodes.start("b", options -> options.withFrameLimit(10_000));
    Puppet sender = new Puppet(a.processes());
    Puppet receiver = new Puppet(b.processes());
    sender.runs(context -> context.send(receiver.pid(), new byte[9_900]));
    assertThat(receiver.next()).isEqualTo(new byte[9_900]);

    assertThatThrownBy(() -> sender.runs(c -> c.send(receiver.pid(), new byte[10_000])))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll("10,0", "limit of 10,000");
    sender.runs(context -> context.send(receiver.pid(), "still here"));
    assertThat(receiver.next()).isEqualTo("still here");
  }

  @Test
  @DisplayName("a message larger than the receiver's limit ends the link, and says so")
  void tooLargeForTheReceiver(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b", options -> options.withFrameLimit(10_000));
    Puppet watcher = new Puppet(b.processes());
    b.monitors().subscribe(watcher.pid());
    a.connect(b.self());
    new Puppet(a.processes()).runs(c -> c.send(watcher.pid(), new byte[20_000]));

    assertThat(watcher.next()).isEqualTo(new NodeUp(a.self()));
    assertThat(((NodeDown) watcher.next()).reason()).contains("10,000");
    Await.untilEqual("a has noticed", List.of(), a::nodes);
  }
}
