package multinode.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CrashTest extends LocalProcesses {

  /** An exception that fails when it is asked what is wrong. */
  private static final class Mute extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no comment");
    }
  }

  private ExitReason reasonOf(Body body) {
    Puppet watcher = trapper();
    watcher.runs(context ->
        context.spawnLink(inner -> {
          inner.receive(Pid.class);
          body.run(inner);
        }));
    Pid child = processes.list().getLast().pid();
    processes.send(child, watcher.pid());
    return ((Exit) watcher.next()).reason();
  }

  @Test
  @DisplayName("a body that returns ends normally")
  void normal() {
    assertThat(reasonOf(context -> {})).isEqualTo(ExitReason.NORMAL);
  }

  @Test
  @DisplayName("the reason of a crash tells the exception and its message")
  void exception() {
    ExitReason reason =
        reasonOf(context -> {
          throw new IOException("disk full");
        });

    assertThat(reason).isEqualTo(new ExitReason.Crash("java.io.IOException", "disk full"));
    assertThat(reason).hasToString("java.io.IOException: disk full");
  }

  @Test
  @DisplayName("an exception without a message is told by its class")
  void noMessage() {
    assertThat(
            reasonOf(context -> {
              throw new IllegalStateException();
            }))
        .hasToString("java.lang.IllegalStateException");
  }

  @Test
  @DisplayName("an error is a crash as well")
  void error() {
    assertThat(reasonOf(CrashTest::recurse))
        .isEqualTo(new ExitReason.Crash("java.lang.StackOverflowError", ""));
  }

  private static void recurse(Context context) {
    recurse(context);
    context.self();
  }

  @Test
  @DisplayName("an exception that cannot even tell its message ends its process, and is told")
  void mute() {
    assertThat(
            reasonOf(context -> {
              throw new Mute();
            }))
        .isInstanceOfSatisfying(
            ExitReason.Crash.class,
            crash -> assertThat(crash.exception()).isEqualTo(Mute.class.getName()));
  }

  @Test
  @DisplayName("reasons print as in OTP")
  void print() {
    assertThat(ExitReason.NORMAL).hasToString("normal");
    assertThat(ExitReason.SHUTDOWN).hasToString("shutdown");
    assertThat(new ExitReason.Shutdown("restart")).hasToString("{shutdown, restart}");
    assertThat(ExitReason.KILL).hasToString("kill");
    assertThat(ExitReason.KILLED).hasToString("killed");
    assertThat(ExitReason.NOPROC).hasToString("noproc");
    assertThat(ExitReason.NOCONNECTION).hasToString("noconnection");
    assertThat(ExitReason.because("bored")).hasToString("bored");
  }
}
