package multinode.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;

class TrapExitTest extends LocalProcesses {

  @Test
  @DisplayName("trapped, an exit signal is a message that tells who and why")
  void message() {
    Puppet trapper = trapper();
    Puppet one = puppet();
    one.runs(context -> context.exit(trapper.pid(), BOOM));

    assertThat(trapper.next()).isEqualTo(new Exit(one.pid(), BOOM));
    assertThat(trapper.isAlive()).isTrue();
  }

  @Test
  @DisplayName("trapped, even a normal end of a linked process is a message")
  void normal() {
    Puppet trapper = trapper();
    Pid child = trapper.does(context -> context.spawnLink(inner -> {}));

    assertThat(trapper.next()).isEqualTo(new Exit(child, ExitReason.NORMAL));
  }

  @Test
  @DisplayName("trapping ends when it is switched off")
  void switchedOff() {
    Puppet trapper = trapper();
    trapper.runs(context -> context.trapExit(false));
    Puppet one = puppet();
    one.runs(context -> context.exit(trapper.pid(), BOOM));

    Await.until("it ends", () -> !trapper.isAlive());
  }

  @Test
  @DisplayName("kill cannot be trapped, and its victim's reason is killed")
  void kill() {
    Puppet trapper = trapper();
    Puppet one = trapper();
    one.runs(context -> context.link(trapper.pid()));
    one.runs(context -> context.exit(trapper.pid(), ExitReason.KILL));

    assertThat(one.next()).isEqualTo(new Exit(trapper.pid(), ExitReason.KILLED));
  }

  @Test
  @DisplayName("killed, a process that does not listen is gone at once")
  void killBusy() {
    Puppet one = puppet();
    Pid busy =
        processes.spawn(
            context -> {
              while (processes.isAlive(context.self())) Thread.onSpinWait();
            },
            null);
    Ref ref = one.does(context -> context.monitor(busy));
    one.runs(context -> context.exit(busy, ExitReason.KILL));

    assertThat(processes.isAlive(busy)).isFalse();
    assertThat(one.next()).isEqualTo(new Down(ref, busy, ExitReason.KILLED));
  }

  @Test
  @DisplayName("the reason kill that comes through a link can be trapped")
  void killThroughLink() {
    Puppet trapper = trapper();
    Pid child = trapper.does(context -> context.spawnLink(inner -> inner.exit(ExitReason.KILL)));

    assertThat(trapper.next()).isEqualTo(new Exit(child, ExitReason.KILL));
  }

  @Test
  @DisplayName("one who was killed hears nothing any more, and says nothing")
  void killedIsGone() {
    Puppet one = puppet();
    Puppet victim = trapper();
    one.runs(context -> context.exit(victim.pid(), ExitReason.KILL));
    processes.send(victim.pid(), "are you there?");

    assertThat(processes.list()).extracting(Processes.Info::pid).containsExactly(one.pid());
  }

  @Test
  @DisplayName("a parent that was killed before it has spawned leaves no orphan")
  void noOrphans() {
    for (int i = 0; i < 50_000; i++) {
      Pid parent =
          processes.spawn(
              context -> {
                for (int n = 0; n < 100; n++) context.spawnLink(Context::receive);
                context.receive();
              },
              null);
      processes.signal(new Signal.ExitSignal(parent, parent, ExitReason.KILL, false));
    }

    Await.untilEqual("nobody is left", 0, processes::count);
  }
}
