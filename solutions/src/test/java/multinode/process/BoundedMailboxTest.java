package multinode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;
import workbook.harness.NodeLog;

class BoundedMailboxTest extends LocalProcesses {

  /**
   * A process that takes nothing from its mailbox until it is let go, and then all that is there.
   */
  private final class Busy {
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final CompletableFuture<List<Object>> taken = new CompletableFuture<>();
    private final Pid pid;

    Busy(Consumer<Context> first) {
      pid =
          processes.spawn(
              context -> {
                first.accept(context);
                ready.countDown();
                released.await();
                taken.complete(all(context));
                context.receive("the end"::equals);
              },
              null);
      await(ready);
    }

    private static List<Object> all(Context context) {
      List<Object> all = new ArrayList<>();
      for (Optional<Object> next; (next = context.receive(NOW)).isPresent(); ) all.add(next.get());
      return all;
    }

    List<Object> take() {
      released.countDown();
      return taken
          .orTimeout(Await.deadline().toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
          .join();
    }

    Busy gets(Object... messages) {
      for (Object message : messages) processes.send(pid, message);
      return this;
    }

    Processes.Info info() {
      return processes.list().stream()
          .filter(info -> info.pid().equals(pid))
          .findAny()
          .orElseThrow();
    }
  }

  private static void await(CountDownLatch latch) {
    Await.until("it is ready", () -> latch.getCount() == 0);
  }

  private Busy busy(int most) {
    return new Busy(context -> context.boundMailbox(most));
  }

  @Test
  @DisplayName("the newest are dropped and counted; what waits stays, in its order")
  void newestDropped() {
    Busy busy = busy(3).gets(1, 2, 3, 4, 5);

    assertThat(busy.info().mailbox()).isEqualTo(3);
    assertThat(busy.info().dropped()).isEqualTo(2);
    assertThat(processes.longest(5)).contains(busy.info());
    assertThat(busy.take()).containsExactly(1, 2, 3);
  }

  @Test
  @DisplayName("there is room again as soon as a message is taken")
  void roomAgain() {
    CountDownLatch bound = new CountDownLatch(1);
    Pid pid =
        processes.spawn(
            context -> {
              context.boundMailbox(1);
              bound.countDown();
              context.receive("last"::equals);
            },
            null);
    await(bound);
    processes.send(pid, "never taken");
    Await.until("it is there", () -> processes.list().getFirst().mailbox() == 1);
    processes.send(pid, "last");
    assertThat(processes.list().getFirst().dropped())
        .as("a message that is left waiting counts")
        .isEqualTo(1);

    Busy busy = busy(2).gets(1, 2, 3);
    assertThat(busy.take()).containsExactly(1, 2);
    busy.gets(4, 5, 6);
    assertThat(busy.info().mailbox()).isEqualTo(2);
    assertThat(busy.info().dropped()).isEqualTo(2);
  }

  @Test
  @DisplayName("each dropped message is an event; the first is a line in the log, with the bound")
  void told() {
    try (NodeLog log = NodeLog.open()) {
      Busy busy = busy(1_000);
      for (int i = 0; i < 1_010; i++) busy.gets(i);

      assertThat(log.linesWith(busy.pid.toString(), "is full", "at most 1,000 messages"))
          .hasSize(1);
      assertThat(busy.info().dropped()).isEqualTo(10);
    }
  }

  @Test
  @DisplayName("exit signals, ends of others and answers come into a full mailbox")
  void systemMessages() {
    Puppet other = puppet();
    Pid server = processes.spawn(self -> self.reply(self.receive(Call.class).from(), "yes"), null);
    List<Ref> refs = new ArrayList<>();
    Busy busy =
        new Busy(context -> {
          context.boundMailbox(1);
          context.trapExit(true);
          context.link(other.pid());
          refs.add(context.monitor(other.pid()));
          context.receive(message -> false, SHORT);
          context.send(context.self(), "it is full");
          refs.add(context.request(server, "are you there?"));
        });
    Await.until("the answer is there", () -> busy.info().mailbox() == 2);
    processes.signal(new Signal.ExitSignal(other.pid(), other.pid(), ExitReason.KILL, false));
    Await.until("it has all", () -> busy.info().mailbox() == 4);
    busy.gets("one too many");

    assertThat(busy.take())
        .containsExactlyInAnyOrder(
            "it is full",
            new Reply(refs.getLast(), "yes"),
            new Exit(other.pid(), ExitReason.KILLED),
            new Down(refs.getFirst(), other.pid(), ExitReason.KILLED));
  }

  @Test
  @DisplayName("a process with a full mailbox dies of an exit signal")
  void dies() {
    Busy busy = busy(1).gets(1, 2);

    processes.signal(new Signal.ExitSignal(busy.pid, busy.pid, ExitReason.SHUTDOWN, false));
    Await.until("it is gone", () -> !processes.isAlive(busy.pid));
  }

  @Test
  @DisplayName("a request that finds no room is refused at once, and leaves nothing behind")
  void request() {
    Busy busy = busy(1).gets("it is full");
    Puppet caller = puppet();

    Ref ref = caller.does(context -> context.request(busy.pid, "how many?"));

    assertThat(caller.next()).isEqualTo(new Down(ref, busy.pid, ExitReason.MAILBOX_FULL));
    assertThat(TiesOf.watchers(processes, busy.pid)).isZero();
    assertThat(TiesOf.monitors(processes, caller.pid())).isZero();
    assertThat(busy.take()).containsExactly("it is full");
  }

  @Test
  @DisplayName("what waits already when the bound is set counts, except what the system has told")
  void setLate() {
    Busy busy =
        new Busy(context -> {
          context.send(context.self(), "one");
          context.monitor(new Pid("a@127.0.0.1", 7, 1_000_000));
          context.send(context.self(), "two");
          context.boundMailbox(3);
        });
    busy.gets("three", "four");

    assertThat(busy.take()).hasSize(4).contains("one", "two", "three").doesNotContain("four");
  }

  @Test
  @DisplayName("the bound can be changed")
  void changed() {
    Busy busy =
        new Busy(context -> {
          context.boundMailbox(5);
          for (int i = 0; i < 5; i++) context.send(context.self(), i);
          context.boundMailbox(2);
          context.receive();
          context.send(context.self(), "dropped: four wait");
          context.boundMailbox(5);
        });
    busy.gets("five", "six");

    assertThat(busy.take()).containsExactly(1, 2, 3, 4, "five");
  }

  @Test
  @DisplayName("a mailbox for less than one message is refused")
  void none() {
    Puppet puppet = puppet();
    assertThatThrownBy(() -> puppet.runs(context -> context.boundMailbox(0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("a killed sender's message, which is not let in, takes no room")
  void silenced() {
    Busy busy = busy(1);
    processes.signals().send(busy.pid, "of a dead one", Silenced.ONE);
    busy.gets("of a living one");

    assertThat(busy.take()).containsExactly("of a living one");
  }

  @Test
  @DisplayName("many senders: what is taken and what is dropped are all, and never wait too many")
  void crowd() throws InterruptedException {
    int most = 10;
    int each = 20_000;
    CompletableFuture<Integer> taken = new CompletableFuture<>();
    CompletableFuture<Integer> longest = new CompletableFuture<>();
    CountDownLatch bound = new CountDownLatch(1);
    Pid pid =
        processes.spawn(
            context -> {
              context.boundMailbox(most);
              bound.countDown();
              int count = 0;
              int top = 0;
              while (!context.receive().equals("end")) {
                count++;
                top = Math.max(top, ((Mailbox) context).size());
              }
              longest.complete(top);
              taken.complete(count);
              context.receive("the end"::equals);
            },
            null);
    await(bound);
    List<Thread> senders = new ArrayList<>();
    for (int s = 0; s < 4; s++) {
      senders.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int i = 0; i < each; i++) processes.send(pid, i);
              }));
    }
    for (Thread sender : senders) sender.join();
    long before;
    do {
      before = processes.list().getFirst().dropped();
      processes.send(pid, "end");
    } while (processes.list().getFirst().dropped() > before);

    assertThat(longest.join()).isLessThanOrEqualTo(most);
    assertThat(taken.join() + before).isGreaterThanOrEqualTo(4L * each);
    assertThat(taken.join()).isLessThanOrEqualTo(4 * each);
  }
}
