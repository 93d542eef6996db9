package multinode.global;

import java.util.List;
import multinode.node.Here;
import multinode.node.Node;
import multinode.process.Call;
import multinode.process.Context;
import multinode.process.NodeName;
import multinode.process.Pid;

/**
 * A process on another node that wants each name it is sent. In a file of its own, since it runs
 * where no test does.
 *
 * @param pid the process
 * @param home the node from which it is asked
 */
record Racer(Pid pid, Node home) {

  /** Starts one, which first connects its node to all of these. */
  static Racer at(NodeName there, Node home, List<NodeName> all) {
    return new Racer(home.spawn(there, context -> race(context, all)), home);
  }

  private static void race(Context context, List<NodeName> all) {
    Node here = Here.current().node();
    all.forEach(here::connect);
    for (; ; ) {
      Call call = context.receive(Call.class);
      String name = (String) call.request();
      context.reply(call.from(), here.global().claim(name, context.self()));
    }
  }

  /** Where it runs. */
  NodeName node() {
    return NodeName.parse(pid.node());
  }

  /** Has it claim a name; who holds that, as it was told. */
  Pid claim(String name) {
    return (Pid) home.run(self -> Global.answer(self, self.request(pid, name)));
  }
}
