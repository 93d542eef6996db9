package multinode.building;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import multinode.genserver.GenServer;
import multinode.genserver.StartResult;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.Destination;
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.process.Ref;
import multinode.process.Reply;
import workbook.Todo;
import workbook.harness.Await;
import workbook.harness.Claim;

/** Starts buildings and asks them with bare requests, since {@code call} is written only in 2.2. */
record Visitor(Node node) {

  /** Starts a building with the standard rooms. */
  Pid start(Claim claim, String name) {
    return started(claim, node.run(self -> MyBuilding.start(self, name)));
  }

  /** Starts a building with other rooms. */
  Pid start(Claim claim, String name, Rooms own) {
    return started(claim, node.run(self -> MyBuilding.start(self, name, own)));
  }

  private static Pid started(Claim claim, StartResult result) {
    if (result instanceof StartResult.Started(Pid pid)) return pid;
    throw claim.expected("a building").fails(result.toString());
  }

  /** What comes of something, or the exception that does; fails when it does not end. */
  static Object outcome(Claim claim, Supplier<Object> task) {
    CompletableFuture<Object> outcome = new CompletableFuture<>();
    Thread.startVirtualThread(() -> {
      try {
        outcome.complete(task.get());
      } catch (RuntimeException thrown) {
        outcome.complete(thrown);
      }
    });
    claim.expected("an end").becomes(outcome::isDone, () -> "it waits");
    if (outcome.join() instanceof Todo todo) throw todo;
    return outcome.join();
  }

  /** The answer to a request; where there is none, the {@link Down} of the building. */
  Object ask(Pid building, Object request) {
    return node.run(self -> news(self, self.request(building, request)));
  }

  /** Casts something that the building is to end of, and waits for its {@link Down}. */
  Object castAndAwaitEnd(Pid building, Object message) {
    return node.run(self -> {
      Ref ref = self.monitor(building);
      GenServer.cast(self, building, message);
      return news(self, ref);
    });
  }

  /** Checks that an answer is none, but the end of the building, by a crash with these words. */
  static void isEnd(Claim claim, String words, Object news) {
    claim
        .expected("its end, for a reason with " + words + " in it")
        .holds(
            () ->
                news instanceof Down(Ref _, Destination _, ExitReason.Crash(String _, String why))
                    && why.contains(words),
            () -> news);
  }

  /** Sends what nobody answers. */
  void cast(Pid building, Object message) {
    node.run(self -> {
      GenServer.cast(self, building, message);
      return message;
    });
  }

  /** What the building shows as its state in the list of processes. */
  Object shownState(Pid building) {
    return node.processes().list().stream()
        .filter(process -> process.pid().equals(building))
        .findFirst()
        .flatMap(process -> process.state())
        .orElse("nothing");
  }

  private static Object news(Context self, Ref ref) {
    return self.receive(message -> isAbout(ref, message), Await.deadline())
        .map(message -> message instanceof Reply(Ref _, Object answer) ? answer : message)
        .orElse("no answer, and no end");
  }

  private static boolean isAbout(Ref ref, Object message) {
    return switch (message) {
      case Reply reply -> reply.ref().equals(ref);
      case Down down -> down.ref().equals(ref);
      default -> false;
    };
  }
}
