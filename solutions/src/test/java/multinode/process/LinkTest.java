package multinode.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;

class LinkTest extends LocalProcesses {

  @Test
  @DisplayName("when one of two linked processes ends badly, the other ends for the same reason")
  void endsTheOther() {
    Puppet watcher = puppet();
    Puppet one = puppet();
    Pid other = sleeper();
    one.runs(context -> context.link(other));
    Ref ref = watcher.does(context -> context.monitor(other));

    one.begins(context -> context.exit(BOOM));

    assertThat(watcher.next()).isEqualTo(new Down(ref, other, BOOM));
  }

  @Test
  @DisplayName("a link works both ways, whoever made it")
  void bothWays() {
    Pid other = sleeper();
    Puppet one = puppet();
    one.runs(context -> context.link(other));

    processes.signal(new Signal.ExitSignal(other, other, BOOM, false));

    Await.until("the one who made the link ends too", () -> !one.isAlive());
  }

  @Test
  @DisplayName("a normal end disturbs nobody who is linked")
  void normal() {
    Puppet one = puppet();
    Pid other = processes.spawn(context -> context.receive(), null);
    one.runs(context -> context.link(other));
    Ref ref = one.does(context -> context.monitor(other));
    processes.send(other, "end");

    assertThat(one.next()).isEqualTo(new Down(ref, other, ExitReason.NORMAL));
    assertThat(one.isAlive()).isTrue();
  }

  @Test
  @DisplayName("a death travels along a chain of links, and stops at who traps exits")
  void chain() {
    Puppet guard = trapper();
    Puppet last = puppet();
    guard.runs(context -> context.link(last.pid()));
    Puppet middle = puppet();
    last.runs(context -> context.link(middle.pid()));
    Puppet first = puppet();
    middle.runs(context -> context.link(first.pid()));

    first.begins(context -> context.exit(BOOM));

    assertThat(guard.next()).isEqualTo(new Exit(last.pid(), BOOM));
    assertThat(processes.count()).isEqualTo(1);
  }

  @Test
  @DisplayName("linking twice is one link")
  void twice() {
    Puppet one = trapper();
    Pid other = sleeper();
    one.runs(context -> context.link(other));
    one.runs(context -> context.link(other));
    one.runs(context -> context.exit(other, BOOM));

    assertThat(one.next()).isEqualTo(new Exit(other, BOOM));
    assertThat(one.within(SHORT)).isEmpty();
  }

  @Test
  @DisplayName("linking to oneself does nothing")
  void oneself() {
    Puppet one = puppet();
    one.runs(context -> context.link(context.self()));

    assertThat(one.does(Context::self)).isEqualTo(one.pid());
  }

  @Test
  @DisplayName("linking to a process that has ended brings noproc")
  void noproc() {
    Puppet one = trapper();
    Pid gone = new Pid("a@127.0.0.1", 7, 4711);
    one.runs(context -> context.link(gone));

    assertThat(one.next()).isEqualTo(new Exit(gone, ExitReason.NOPROC));
  }

  @Test
  @DisplayName("linking to a process of a node out of reach brings noconnection")
  void noconnection() {
    Puppet one = trapper();
    Pid far = new Pid("b@127.0.0.1", 1, 1);
    one.runs(context -> context.link(far));

    assertThat(one.next()).isEqualTo(new Exit(far, ExitReason.NOCONNECTION));
  }

  @Test
  @DisplayName("linking to a pid from before the node's restart brings noproc")
  void formerIncarnation() {
    Puppet one = trapper();
    Pid former = new Pid("a@127.0.0.1", 6, one.pid().id());
    one.runs(context -> context.link(former));

    assertThat(one.next()).isEqualTo(new Exit(former, ExitReason.NOPROC));
  }

  @Test
  @DisplayName("a process that is spawned linked is linked, however soon it ends")
  void spawnLink() {
    Puppet parent = trapper();
    for (int i = 0; i < 300; i++) {
      Pid child = parent.does(context -> context.spawnLink(inner -> inner.exit(BOOM)));
      assertThat(parent.next()).isEqualTo(new Exit(child, BOOM));
    }
  }

  @Test
  @DisplayName("the end of a parent ends what it has spawned linked")
  void parentEnds() {
    Puppet parent = puppet();
    Pid child = parent.does(context -> context.spawnLink(Context::receive));

    parent.begins(context -> context.exit(BOOM));

    Await.until("the child ends too", () -> !processes.isAlive(child));
  }
}
