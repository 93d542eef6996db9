package multinode.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;

class UnlinkTest extends LocalProcesses {

  @Test
  @DisplayName("after an unlink neither hears of the other's end")
  void neither() {
    Puppet one = trapper();
    Puppet other = trapper();
    one.runs(context -> context.link(other.pid()));
    one.runs(context -> context.unlink(other.pid()));

    other.begins(context -> context.exit(BOOM));

    Await.until("the other has ended", () -> !other.isAlive());
    assertThat(one.within(SHORT)).isEmpty();
  }

  @Test
  @DisplayName("either of the two can take the link back")
  void either() {
    Puppet one = trapper();
    Puppet other = puppet();
    one.runs(context -> context.link(other.pid()));
    other.runs(context -> context.unlink(one.pid()));

    other.begins(context -> context.exit(BOOM));

    Await.until("the other has ended", () -> !other.isAlive());
    assertThat(one.within(SHORT)).isEmpty();
  }

  @Test
  @DisplayName("an unlink of what was never linked does nothing")
  void neverLinked() {
    Puppet one = puppet();
    Pid other = sleeper();
    one.runs(context -> context.unlink(other));
    one.runs(context -> context.unlink(new Pid("b@127.0.0.1", 1, 1)));

    assertThat(processes.isAlive(other)).isTrue();
  }

  @Test
  @DisplayName("linked again after an unlink, they are linked")
  void linkedAgain() {
    Puppet one = trapper();
    Pid other = sleeper();
    one.runs(context -> context.link(other));
    one.runs(context -> context.unlink(other));
    one.runs(context -> context.link(other));
    one.runs(context -> context.exit(other, BOOM));

    assertThat(one.next()).isEqualTo(new Exit(other, BOOM));
  }
}
