package multinode.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;

class EventsTest {

  @Test
  @DisplayName("a process's start, name, lost message and end are told, in order")
  void lifeOfAProcess() {
    List<Event> events = new CopyOnWriteArrayList<>();
    Events source = new Events("a@127.0.0.1");
    source.trace(events::add);
    try (Processes processes = new Processes("a@127.0.0.1", 1, Uplink.none(), source)) {
      Pid pid = processes.spawn(Context::receive, null);
      processes.register("one", pid);
      processes.send(pid, "end");
      Await.untilEqual("it has ended", 0, processes::count);
      processes.send(pid, "too late");
    }

    Await.untilEqual("four events", 4, events::size);
    assertThat(events)
        .extracting(Event::kind)
        .containsExactly(
            Event.Kind.STARTED, Event.Kind.REGISTERED, Event.Kind.EXITED, Event.Kind.DROPPED);
    assertThat(events)
        .extracting(Event::text)
        .containsExactly("", "one", "normal", "nobody there for too late");
    assertThat(events).extracting(Event::node).containsOnly("a@127.0.0.1");
  }

  @Test
  @DisplayName("a listener that is closed hears nothing more, the others do")
  void closed() {
    List<String> heard = new CopyOnWriteArrayList<>();
    Events source = new Events("a@127.0.0.1");
    Events.Subscription first = source.listen(event -> heard.add("first " + event.text()));
    Events.Subscription second = source.listen(event -> heard.add("second " + event.text()));
    source.emit(Event.Kind.STARTED, "x", () -> "1");
    second.flush();
    first.close();
    first.close();
    source.emit(Event.Kind.STARTED, "x", () -> "2");
    second.close();

    assertThat(heard).containsExactlyInAnyOrder("first 1", "second 1", "second 2");
  }

  @Test
  @DisplayName("nothing is worked out when nobody looks")
  void lazy() {
    new Events("a@127.0.0.1")
        .emit(
            Event.Kind.STARTED,
            "x",
            () -> {
              throw new AssertionError("nobody asked");
            });
  }
}
