package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.Pid;
import multinode.process.Print;
import multinode.process.Ref;
import multinode.process.Reply;
import workbook.harness.Await;

/** A process on each of two nodes that holds a global name, while the second is tormented. */
final class GlobalHolders {

  private final Node a;
  private final Node b;
  private final Pid onA;
  private final Pid onB;
  private int last;

  GlobalHolders(Node a, Node b) {
    this.a = a;
    this.b = b;
    onA = a.spawn(Context::receive);
    onB = b.spawn(Context::receive);
    assertThat(a.global().register("on a", onA)).isTrue();
    assertThat(b.global().register("on b", onB)).isTrue();
  }

  /** Both names are known on both nodes, a new one can be given, and b prints. */
  void check(String killed) {
    for (Node node : new Node[] {a, b}) {
      knows(node, "on a", Optional.of(onA), killed);
      knows(node, "on b", Optional.of(onB), killed);
    }
    String name = "new " + ++last;
    Await.until(name + " after " + killed, Trial.SOON, () -> register(name));
    knows(b, name, Optional.of(onB), killed);
    assertThat(b.global().unregister(name)).as("unregister after %s was killed", killed).isTrue();
    knows(a, name, Optional.empty(), killed);
    Await.until("b prints after %s was killed".formatted(killed), Trial.SOON, this::prints);
  }

  /** The process on b ends: nobody knows its name any more. */
  void end() {
    Trial.kill(b, onB);
    knows(a, "on b", Optional.empty(), "its holder");
    knows(b, "on b", Optional.empty(), "its holder");
  }

  private static void knows(Node node, String name, Optional<Pid> holder, String killed) {
    Await.untilEqual(
        "who is \"%s\" on %s after %s was killed".formatted(name, node.self(), killed),
        holder,
        () -> node.global().whereis(name));
  }

  private boolean register(String name) {
    try {
      return a.global().register(name, onB) || a.global().whereis(name).equals(Optional.of(onB));
    } catch (IllegalArgumentException | IllegalStateException notYet) {
      return false;
    }
  }

  private boolean prints() {
    return b.run(self -> {
      Ref ref = self.request(b.user(), new Print("still here"));
      return self.receiveSince(ref, ref::settledBy, Trial.SOON).orElse(null) instanceof Reply;
    });
  }
}
