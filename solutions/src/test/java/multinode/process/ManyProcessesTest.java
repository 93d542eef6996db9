package multinode.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;

class ManyProcessesTest extends LocalProcesses {

  private static final int MANY = 10_000;

  @Test
  @DisplayName("a message goes round a ring of ten thousand processes")
  void ring() {
    Puppet last = puppet();
    Pid next = last.pid();
    for (int i = 0; i < MANY; i++) {
      Pid to = next;
      next = processes.spawn(context -> context.send(to, (int) context.receive() + 1), null);
    }
    processes.send(next, 0);

    assertThat(last.next()).isEqualTo(MANY);
    Await.untilEqual("only the last is left", 1, processes::count);
  }

  @Test
  @DisplayName("ten thousand linked processes end with the one they are linked to")
  void linked() {
    Puppet parent = puppet();
    for (int i = 0; i < MANY; i++) parent.runs(context -> context.spawnLink(Context::receive));
    assertThat(processes.count()).isEqualTo(MANY + 1);

    parent.begins(context -> context.exit(BOOM));

    Await.untilEqual("nobody is left", 0, processes::count);
  }
}
