package multinode.genserver;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.Destination;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Ref;
import multinode.process.RegisteredName;
import multinode.process.Signal;
import org.mockito.ArgumentMatchers;
import workbook.Todo;
import workbook.harness.Claim;

/** Processes that call, for the tests of calls. */
record Calling(Claim claim, Node node) {

  /** Starts a clerk. */
  static Pid clerk(Node node) {
    return node.run(self -> GenServer.start(self, new Clerk())).orThrow();
  }

  /** From now on a process gets a message every few milliseconds, for as long as it lives. */
  static void disturb(Context self) {
    Pid me = self.self();
    self.spawn(other -> {
      other.monitor(me);
      while (other.receive(Duration.ofMillis(5)).isEmpty()) other.send(me, "and this");
    });
  }

  /** Once a clerk owes so many answers: does something, and then has it give them. */
  static void whenAsked(Context self, Node node, Pid clerk, int questions, Runnable first) {
    Pid me = self.self();
    self.spawn(other -> {
      other.monitor(me);
      while (questions(node, clerk) < questions) {
        if (other.receive(Duration.ofMillis(1)).isPresent()) return;
      }
      first.run();
      GenServer.cast(other, clerk, Clerk.NOW);
    });
  }

  private static int questions(Node node, Pid clerk) {
    return node.processes().list().stream()
        .filter(process -> process.pid().equals(clerk))
        .mapToInt(process -> process.state().orElse(null) instanceof List<?> kept ? kept.size() : 0)
        .sum();
  }

  /** Whether a clerk owes an answer. */
  static boolean hasQuestion(Node node, Pid clerk) {
    return questions(node, clerk) > 0;
  }

  static void kill(Node node, Pid pid) {
    node.processes().signal(new Signal.ExitSignal(pid, pid, ExitReason.KILL, false));
  }

  /** A name on a node, to call. */
  static RegisteredName at(String name, NodeName node) {
    return new RegisteredName(name, node.toString());
  }

  /** Calls without waiting, and gets no answer. */
  static void giveUp(Context self, Pid server, Request<?> request) {
    try {
      GenServer.call(self, server, request, Duration.ZERO);
    } catch (CallFailed failed) {
      if (failed.reason().equals(CallFailed.TIMEOUT)) return;
      throw failed;
    }
    throw new IllegalStateException("it was answered");
  }

  /** What a process gets by a call, or the exception it gets; fails when the call does not end. */
  Object outcome(Function<Context, Object> task) {
    return end(claim, begin(node, task));
  }

  /** Why a call of a new process fails. */
  Object failure(Destination server, Request<?> request, Duration limit) {
    return reason(outcome(self -> GenServer.call(self, server, request, limit)));
  }

  /** Lets a process call, and does not wait for it. */
  static CompletableFuture<Object> begin(Node node, Function<Context, Object> task) {
    CompletableFuture<Object> outcome = new CompletableFuture<>();
    node.spawn(self -> {
      try {
        outcome.complete(task.apply(self));
      } catch (RuntimeException thrown) {
        outcome.complete(thrown);
      }
    });
    return outcome;
  }

  /** What has come of a call. */
  static Object end(Claim claim, CompletableFuture<Object> outcome) {
    claim.expected("an end of the call").becomes(outcome::isDone, () -> "it waits");
    if (outcome.join() instanceof Todo todo) throw todo;
    return outcome.join();
  }

  /** Why a call failed; if it did not, what came of it instead. */
  static Object reason(Object outcome) {
    return outcome instanceof CallFailed failed ? failed.reason() : outcome;
  }

  /** All that is in the caller's mailbox. */
  static List<Object> mailbox(Context self) {
    List<Object> all = new ArrayList<>();
    Optional<Object> next;
    while ((next = self.receive(Duration.ZERO)).isPresent()) all.add(next.get());
    return all;
  }

  /**
   * A process that exists on paper only. It hears {@code news} or nothing, and does not need to
   * wait for that; what it is made to do is written down.
   */
  static Context onPaper(Pid me, Ref ref, Optional<Object> news, List<String> diary) {
    Context self = mock(Context.class, CALLS_REAL_METHODS);
    doReturn(me).when(self).self();
    doAnswer(
            call -> {
              diary.add("request");
              return ref;
            })
        .when(self)
        .request(any(), any());
    doAnswer(
            call -> {
              diary.add("receive within " + call.getArgument(1));
              Predicate<Object> wanted = call.getArgument(0);
              return news.filter(wanted);
            })
        .when(self)
        .receive(ArgumentMatchers.<Predicate<Object>>any(), any());
    doAnswer(
            call -> {
              diary.add("demonitor " + call.getArgument(0));
              return null;
            })
        .when(self)
        .demonitor(any());
    return self;
  }
}
