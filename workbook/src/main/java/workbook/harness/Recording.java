package workbook.harness;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import multinode.process.Event;
import multinode.process.Events;

/** What happened on the nodes of one test: their events, what they printed, and what was done. */
final class Recording {

  private final Map<String, List<String>> output = new ConcurrentHashMap<>();
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final List<Ladder.Mark> marks = new CopyOnWriteArrayList<>();

  /** The events of a node about to start, recorded from the first on. */
  Events listen(String node) {
    Events watched = new Events(node);
    watched.listen(events::add);
    return watched;
  }

  /** All events, in order of time. */
  List<Event> events() {
    return events.stream().sorted(Comparator.comparing(Event::at)).toList();
  }

  /** The lines printed on a node, to be added to. */
  List<String> output(String node) {
    return output.computeIfAbsent(node, any -> new CopyOnWriteArrayList<>());
  }

  void mark(String text) {
    marks.add(Ladder.mark(text));
  }

  List<Ladder.Mark> marks() {
    return List.copyOf(marks);
  }
}
