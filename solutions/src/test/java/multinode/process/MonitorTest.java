package multinode.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;

class MonitorTest extends LocalProcesses {

  private static final Pid GONE = new Pid("a@127.0.0.1", 7, 4711);

  @Test
  @DisplayName("a monitor tells of the end, with the reason, exactly once")
  void once() {
    Puppet watcher = puppet();
    Pid victim = sleeper();
    Ref ref = watcher.does(context -> context.monitor(victim));
    watcher.runs(context -> context.exit(victim, BOOM));

    assertThat(watcher.next()).isEqualTo(new Down(ref, victim, BOOM));
    assertThat(watcher.within(SHORT)).isEmpty();
  }

  @Test
  @DisplayName("two monitors are two messages, each with its reference")
  void twice() {
    Puppet watcher = puppet();
    Pid victim = sleeper();
    Ref first = watcher.does(context -> context.monitor(victim));
    Ref second = watcher.does(context -> context.monitor(victim));
    watcher.runs(context -> context.exit(victim, BOOM));

    assertThat(watcher.next()).isInstanceOf(Down.class);
    assertThat(watcher.next()).isInstanceOf(Down.class);
    assertThat(first).isNotEqualTo(second);
    assertThat(watcher.within(SHORT)).isEmpty();
  }

  @Test
  @DisplayName("a monitor works one way")
  void oneWay() {
    Puppet watcher = puppet();
    Puppet watched = puppet();
    watcher.runs(context -> context.monitor(watched.pid()));
    watcher.begins(context -> context.exit(BOOM));

    Await.until("the watcher has ended", () -> !watcher.isAlive());
    assertThat(watched.within(SHORT)).isEmpty();
  }

  @Test
  @DisplayName("a monitor of a process that has ended brings noproc")
  void noproc() {
    Puppet watcher = puppet();
    Ref ref = watcher.does(context -> context.monitor(GONE));

    assertThat(watcher.next()).isEqualTo(new Down(ref, GONE, ExitReason.NOPROC));
  }

  @Test
  @DisplayName("a monitor of a name that nobody holds brings noproc, and names the name")
  void noprocByName() {
    Puppet watcher = puppet();
    RegisteredName name = new RegisteredName("nobody", "a@127.0.0.1");
    Ref ref = watcher.does(context -> context.monitor(name));

    assertThat(watcher.next()).isEqualTo(new Down(ref, name, ExitReason.NOPROC));
  }

  @Test
  @DisplayName("a monitor of a name watches who holds it then")
  void byName() {
    Puppet watcher = puppet();
    Puppet holder = puppet();
    holder.runs(context -> context.register("holder"));
    RegisteredName name = new RegisteredName("holder", "a@127.0.0.1");
    Ref ref = watcher.does(context -> context.monitor(name));
    processes.unregister("holder");
    holder.begins(context -> context.exit(BOOM));

    assertThat(watcher.next()).isEqualTo(new Down(ref, name, BOOM));
  }

  @Test
  @DisplayName("a monitor of a process on a node out of reach brings noconnection")
  void noconnection() {
    Puppet watcher = puppet();
    Pid far = new Pid("b@127.0.0.1", 1, 1);
    Ref ref = watcher.does(context -> context.monitor(far));

    assertThat(watcher.next()).isEqualTo(new Down(ref, far, ExitReason.NOCONNECTION));
  }

  @Test
  @DisplayName("a monitor taken back says nothing")
  void demonitor() {
    Puppet watcher = puppet();
    Puppet victim = puppet();
    Ref ref = watcher.does(context -> context.monitor(victim.pid()));
    watcher.runs(context -> context.demonitor(ref));
    victim.begins(context -> context.exit(BOOM));

    Await.until("the victim has ended", () -> !victim.isAlive());
    assertThat(watcher.within(SHORT)).isEmpty();
  }

  @Test
  @DisplayName("a monitor taken back takes its message out of the mailbox, and no other")
  void flushes() {
    Puppet watcher = puppet();
    Pid victim = sleeper();
    Ref first = watcher.does(context -> context.monitor(victim));
    Ref second = watcher.does(context -> context.monitor(victim));
    processes.send(watcher.pid(), "before");
    watcher.runs(context -> context.exit(victim, ExitReason.KILL));
    processes.send(watcher.pid(), "after");
    watcher.runs(context -> context.demonitor(first));

    assertThat(watcher.all())
        .containsExactly("before", new Down(second, victim, ExitReason.KILLED), "after");
  }

  @Test
  @DisplayName("taking a monitor back twice does nothing more")
  void demonitorTwice() {
    Puppet watcher = puppet();
    Ref ref = watcher.does(context -> context.monitor(sleeper()));
    watcher.runs(context -> context.demonitor(ref));
    watcher.runs(context -> context.demonitor(ref));
    watcher.runs(context -> context.demonitor(new Ref("b@127.0.0.1", 1, 1)));

    assertThat(watcher.all()).isEmpty();
  }
}
