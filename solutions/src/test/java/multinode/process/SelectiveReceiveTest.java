package multinode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SelectiveReceiveTest extends LocalProcesses {

  private Puppet puppetWith(Object... messages) {
    Puppet puppet = puppet();
    for (Object message : messages) processes.send(puppet.pid(), message);
    return puppet;
  }

  @Test
  @DisplayName("taking a message out of the middle leaves the others in order")
  void outOfTheMiddle() {
    Puppet puppet = puppetWith("a", 1, "b", 2, "c", 3);

    assertThat(puppet.<Object>does(c -> c.receive(m -> m.equals("b")))).isEqualTo("b");
    assertThat(puppet.<Object>does(c -> c.receive(m -> m.equals(3)))).isEqualTo(3);
    assertThat(puppet.all()).containsExactly("a", 1, 2, "c");
  }

  @Test
  @DisplayName("a receive by type takes the first of that type")
  void byType() {
    Puppet puppet = puppetWith("a", 1, "b", 2);

    int first = puppet.does(c -> c.receive(Integer.class));
    Optional<Integer> second = puppet.does(c -> c.receive(Integer.class, Duration.ZERO));
    Optional<Integer> third = puppet.does(c -> c.receive(Integer.class, Duration.ZERO));

    assertThat(first).isEqualTo(1);
    assertThat(second).contains(2);
    assertThat(third).isEmpty();
    assertThat(puppet.all()).containsExactly("a", "b");
  }

  @Test
  @DisplayName("the messages left can be taken first, last and in between, again and again")
  void everyOrder() {
    for (int removed = 0; removed < 3; removed++) {
      for (int next = 0; next < 3; next++) {
        List<Object> left = new ArrayList<>(List.of(0, 1, 2));
        Puppet puppet = puppetWith(left.toArray());
        for (Object number : List.of(removed, next)) {
          boolean there = left.remove(number);
          assertThat(puppet.does(c -> c.receive(m -> m.equals(number), Duration.ZERO)).isPresent())
              .isEqualTo(there);
        }
        processes.send(puppet.pid(), "later");
        left.add("later");
        assertThat(puppet.all()).isEqualTo(left);
      }
    }
  }

  @Test
  @DisplayName("each message is tested once while a receive waits")
  void testedOnce() {
    List<Object> tested = new ArrayList<>();
    Puppet puppet = puppetWith(1, 2);
    puppet.begins(c -> c.receive(m -> m instanceof Integer && tested.add(m) && m.equals(4)));
    processes.send(puppet.pid(), 3);
    processes.send(puppet.pid(), 4);

    assertThat(puppet.all()).containsExactly(1, 2, 3);
    assertThat(tested).containsExactly(1, 2, 3, 4);
  }

  @Test
  @DisplayName("a test that throws takes nothing out")
  void predicateThrows() {
    Puppet puppet = puppetWith("a", "b");

    assertThatThrownBy(() ->
            puppet.does(context ->
                context.receive(message -> {
                  if (message.equals("b")) throw new IllegalStateException("no");
                  return false;
                })))
        .isInstanceOf(IllegalStateException.class);
    assertThat(puppet.all()).containsExactly("a", "b");
  }

  @Test
  @DisplayName("a mailbox tells how many messages wait in it")
  void size() {
    Puppet puppet = puppetWith("a", "b", "c");
    puppet.runs(context -> context.receive(m -> m.equals("b")));

    assertThat(processes.list()).extracting(Processes.Info::mailbox).containsExactly(2);
  }

  @Test
  @DisplayName("another thread that receives for a process is told so, and takes nothing")
  void otherThread() {
    Puppet puppet = puppetWith("a", "b");
    Context context = puppet.does(self -> self);

    assertThatThrownBy(context::receive)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("on its own thread only");
    assertThat(puppet.all()).containsExactly("a", "b");
  }
}
