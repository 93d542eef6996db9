package workbook.lab.up;

import static java.util.stream.Collectors.joining;

import multinode.node.Here;
import multinode.node.Node;
import multinode.node.NodeDown;
import multinode.node.NodeUp;
import multinode.node.RemoteFunction;
import multinode.process.Context;

/**
 * What {@code ./lab up} runs on each node: prints at home which nodes that one is connected to, now
 * and after each change.
 */
record Report() implements RemoteFunction {

  @Override
  public void run(Context context) {
    Node node = Here.current().node();
    node.monitors().subscribe(context.self());
    for (; ; ) {
      String peers = node.nodes().stream().map(Object::toString).collect(joining(" "));
      context.println(node.self() + " " + peers);
      context.receive(message -> message instanceof NodeUp || message instanceof NodeDown);
    }
  }
}
