package multinode.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;

class OrderTest extends LocalProcesses {

  private record Numbered(int sender, int number) {}

  @Test
  @DisplayName("messages between two processes arrive in order, whoever else sends meanwhile")
  void eachSendersOrder() {
    int senders = 4;
    int each = 5_000;
    List<List<Integer>> got = new ArrayList<>();
    for (int i = 0; i < senders; i++) got.add(new ArrayList<>());
    Pid receiver =
        processes.spawn(
            context -> {
              for (int i = 0; i < senders * each; i++) {
                Numbered message = context.receive(Numbered.class);
                got.get(message.sender()).add(message.number());
              }
            },
            null);

    for (int i = 0; i < senders; i++) {
      int sender = i;
      processes.spawn(
          context -> {
            for (int n = 0; n < each; n++) context.send(receiver, new Numbered(sender, n));
          },
          null);
    }

    Await.until("everything has arrived", () -> !processes.isAlive(receiver));
    assertThat(got).containsOnly(IntStream.range(0, each).boxed().toList());
  }

  @Test
  @DisplayName("a message sent before the sender's end arrives before the news of that end")
  void messageBeforeDown() {
    Puppet watcher = puppet();
    for (int i = 0; i < 200; i++) {
      Pid sender =
          processes.spawn(
              context -> {
                context.receive();
                context.send(watcher.pid(), "last words");
              },
              null);
      Ref ref = watcher.does(context -> context.monitor(sender));
      processes.send(sender, "go");
      assertThat(watcher.next()).isEqualTo("last words");
      assertThat(watcher.next()).isEqualTo(new Down(ref, sender, ExitReason.NORMAL));
    }
  }
}
