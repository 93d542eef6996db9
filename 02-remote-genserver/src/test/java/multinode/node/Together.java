package multinode.node;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Function;
import workbook.harness.Await;
import workbook.harness.Claim;
import workbook.harness.Nodes;

/** Several nodes as one cluster. */
public final class Together {

  private Together() {}

  /** Starts nodes of these names, each connected to each. */
  public static List<Node> mesh(Nodes nodes, String... names) throws Exception {
    List<Node> all = new ArrayList<>();
    for (String name : names) all.add(nodes.start(name));
    connect(all);
    return all;
  }

  /** Connects every pair of them. */
  public static void connect(List<Node> all) {
    for (Node node : all) {
      for (Node other : all) node.connect(other.self());
      Await.until(node.self() + " has all peers", () -> node.nodes().size() == all.size() - 1);
    }
  }

  /** Does something on all nodes at the same moment, and waits for what comes of it. */
  public static <T> List<T> atOnce(Claim claim, List<Node> nodes, Function<Node, T> task) {
    CyclicBarrier start = new CyclicBarrier(nodes.size());
    List<CompletableFuture<T>> all = new ArrayList<>();
    for (Node node : nodes) {
      all.add(
          CompletableFuture.supplyAsync(
              () -> {
                await(start);
                return task.apply(node);
              },
              Thread::startVirtualThread));
    }
    claim
        .expected("an answer for each of them")
        .becomes(
            () -> all.stream().allMatch(CompletableFuture::isDone),
            () -> all.stream().filter(CompletableFuture::isDone).count() + " have one");
    return all.stream().map(one -> claim.succeeds(one::join)).toList();
  }

  private static void await(CyclicBarrier start) {
    try {
      start.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }
}
