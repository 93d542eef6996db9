package multinode.node;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import multinode.process.Events;
import multinode.process.Pid;
import multinode.process.Print;
import multinode.process.Processes;
import multinode.process.Uplink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;
import workbook.harness.Claim;
import workbook.harness.Exercise;

@Exercise(
    id = "1.0",
    title = "Two mailboxes, one message",
    points = 0,
    minutes = 10,
    files = {})
class E10_TwoMailboxesTest {

  private final List<String> printed = new CopyOnWriteArrayList<>();
  private final Processes processes =
      new Processes("a@127.0.0.1", 1, Uplink.none(), new Events("a@127.0.0.1"));
  private final Pid printer = processes.spawnGroupLeader(Print.to(printed::add));

  /** What the two processes say to each other: a word, and the process to answer. */
  record Greeting(Pid from, String word) {}

  @AfterEach
  void close() {
    processes.close();
  }

  @Test
  @DisplayName("a message goes from one mailbox to another, and the answer comes back")
  void oneMessage() {
    Pid bob =
        processes.spawn(
            context -> {
              Greeting greeting = context.receive(Greeting.class);
              context.send(greeting.from(), greeting.word() + " yourself");
            },
            printer);

    processes.spawn(
        context -> {
          context.send(bob, new Greeting(context.self(), "hello"));
          context.println(context.receive());
        },
        printer);

    Await.untilEqual("the answer is printed", List.of("hello yourself"), () -> printed);
  }

  @Test
  @DisplayName("messages wait in the mailbox until their process asks for them")
  void waiting() {
    Pid bob =
        processes.spawn(
            context -> {
              context.receive(Greeting.class);
              for (int i = 0; i < 3; i++) context.println(context.receive());
            },
            printer);

    processes.send(bob, "one");
    processes.send(bob, "two");
    processes.send(bob, "three");
    Await.untilEqual("three messages wait", 3, () -> processes.list().getLast().mailbox());

    processes.send(bob, new Greeting(printer, "go on"));
    Await.untilEqual("they come out in order", List.of("one", "two", "three"), () -> printed);
  }

  @Test
  @DisplayName("a message to a process that has ended is lost silently")
  void lost() {
    Pid bob = processes.spawn(context -> {}, printer);
    Await.until("bob has ended", () -> !processes.isAlive(bob));

    Claim.of("the sender does not notice that nobody is there")
        .did("sent a message to a process that had ended")
        .succeeds(() -> {
          processes.send(bob, "are you there?");
          return true;
        });
  }

  @Test
  @DisplayName("a process that waits costs no thread of the operating system")
  void cheap() {
    for (int i = 0; i < 10_000; i++) processes.spawn(context -> context.receive(), printer);

    Claim.of("ten thousand processes wait at the same time")
        .did("spawned 10,000 processes that wait for a message")
        .isEqual(10_001, processes.count());
    Await.until("they all still wait", Duration.ofSeconds(2), () -> processes.count() == 10_001);
  }
}
