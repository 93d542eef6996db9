package multinode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;

class NamesTest extends LocalProcesses {

  @Test
  @DisplayName("a message to a name reaches who holds it")
  void reaches() {
    Puppet holder = puppet();
    holder.runs(context -> context.register("holder"));
    Puppet one = puppet();
    one.runs(context -> context.send("holder", "by name"));
    one.runs(context -> context.send(new RegisteredName("holder", "a@127.0.0.1"), "by address"));

    assertThat(holder.next()).isEqualTo("by name");
    assertThat(holder.next()).isEqualTo("by address");
  }

  @Test
  @DisplayName("a local send to a name that nobody holds raises, with the name and the node")
  void unknown() {
    assertThatThrownBy(() -> puppet().runs(context -> context.send("nobody", "hello")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"nobody\"")
        .hasMessageContaining("a@127.0.0.1");
  }

  @Test
  @DisplayName("a send to {name, node} that nobody holds is lost without a word")
  void unknownAddress() {
    Puppet one = puppet();
    one.runs(context -> context.send(new RegisteredName("nobody", "a@127.0.0.1"), "hello"));
    one.runs(context -> context.send(new RegisteredName("nobody", "b@127.0.0.1"), "hello"));

    assertThat(one.all()).isEmpty();
  }

  @Test
  @DisplayName("a name that is taken is refused, and the holder named")
  void taken() {
    Puppet holder = puppet();
    holder.runs(context -> context.register("one"));

    assertThatThrownBy(() -> puppet().runs(context -> context.register("one")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"one\"")
        .hasMessageContaining(holder.pid().toString());
    assertThat(processes.whereis("one")).contains(holder.pid());
  }

  @Test
  @DisplayName("one process may hold two names")
  void twoNames() {
    Puppet holder = puppet();
    holder.runs(context -> context.register("one"));
    holder.runs(context -> context.register("two"));

    assertThat(processes.registered()).containsOnlyKeys("one", "two");
    assertThat(processes.list().getFirst().names()).containsExactly("one", "two");
    assertThat(processes.unregister("one")).isTrue();
    assertThat(processes.list().getFirst().names()).containsExactly("two");
    assertThat(processes.unregister("one")).isFalse();
  }

  @Test
  @DisplayName("a process that has ended cannot be given a name, nor one of another node")
  void dead() {
    Pid gone = new Pid("a@127.0.0.1", 7, 4711);
    Pid far = new Pid("b@127.0.0.1", 7, puppet().pid().id());

    assertThatThrownBy(() -> processes.register("name", gone)).hasMessageContaining("4711");
    assertThatThrownBy(() -> processes.register("name", far)).hasMessageContaining("b@127.0.0.1");
    assertThat(processes.registered()).isEmpty();
  }

  @Test
  @DisplayName("names are free again when the news of their holder's end arrives")
  void freed() {
    Puppet watcher = puppet();
    for (int i = 0; i < 300; i++) {
      Puppet holder = puppet();
      holder.runs(context -> context.register("one"));
      holder.runs(context -> context.register("two"));
      watcher.runs(context -> context.monitor(holder.pid()));
      holder.begins(context -> context.exit(BOOM));

      assertThat(watcher.next()).isInstanceOf(Down.class);
      assertThat(processes.registered()).isEmpty();
    }
  }

  @Test
  @DisplayName("when many want one name, one gets it")
  void race() {
    for (int i = 0; i < 100; i++) {
      CountDownLatch refused = new CountDownLatch(7);
      for (int n = 0; n < 8; n++) {
        processes.spawn(
            context -> {
              try {
                context.register("wanted");
                context.receive();
              } catch (IllegalArgumentException e) {
                refused.countDown();
              }
            },
            null);
      }
      Await.until("seven of eight are refused", () -> refused.getCount() == 0);
      processes.send("wanted", "end");
      Await.until("the name is free", () -> processes.whereis("wanted").isEmpty());
    }
  }

  @Test
  @DisplayName("a name given to a process that ends at that moment is not left behind")
  void registerRacesWithEnd() {
    for (int i = 0; i < 2_000; i++) {
      Pid brief = processes.spawn(context -> {}, null);
      try {
        processes.register("brief", brief);
      } catch (IllegalArgumentException ended) {
        // It was faster.
      }
      Await.until("the name is free", () -> processes.whereis("brief").isEmpty());
    }
  }

  @Test
  @DisplayName("taking a name back while it is given anew leaves no name without a holder")
  void unregisterRacesWithRegister() throws InterruptedException {
    for (int i = 0; i < 500; i++) {
      Puppet holder = puppet();
      processes.register("name", holder.pid());
      Thread other = Thread.ofVirtual().start(() -> processes.unregister("name"));
      try {
        processes.register("name", holder.pid());
      } catch (IllegalArgumentException stillTaken) {
        // It was not taken back yet.
      }
      other.join();
      holder.begins(context -> context.exit(BOOM));
      Await.until("the name is free", () -> processes.whereis("name").isEmpty());
    }
  }
}
