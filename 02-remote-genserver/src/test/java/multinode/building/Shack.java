package multinode.building;

import java.util.concurrent.atomic.AtomicBoolean;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.NodeName;
import multinode.process.Pid;
import workbook.harness.Await;

/**
 * The simplest of buildings: a process under a name, which crashes with the first message as its
 * reason. In a file of its own, since it also runs where no test does.
 */
final class Shack {

  private Shack() {}

  /** One on a node of this JVM. */
  static Pid on(Node node, String name) {
    Pid pid = node.spawn(Shack::stand);
    node.processes().register(name, pid);
    return pid;
  }

  /** One on another node; waits until it has its name. */
  static void far(Node here, NodeName there, String name) {
    AtomicBoolean stands = new AtomicBoolean();
    Pid builder =
        here.spawn(context -> {
          context.receive("it stands"::equals);
          stands.set(true);
        });
    here.spawn(
        there,
        context -> {
          context.register(name);
          context.send(builder, "it stands");
          stand(context);
        });
    Await.until(name + " stands on " + there, stands::get);
  }

  private static void stand(Context context) {
    throw new IllegalStateException(context.receive().toString());
  }
}
