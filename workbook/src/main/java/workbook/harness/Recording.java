package workbook.harness;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import multinode.process.Event;
import multinode.process.Event.Kind;
import multinode.process.Events;

/**
 * What happened on the nodes of one test: their events, what they printed, and what was done.
 *
 * <p>Of what a test may do a million times the first and the last are kept. Connections, refusals
 * and the like are kept apart, so that a flood of messages does not wash them away.
 */
final class Recording {

  private static final int MOST = 2_000;

  /** A test may look at all of these. */
  private static final int MOST_OTHERS = 20_000;

  private static final Set<Kind> FLOOD =
      EnumSet.of(Kind.FRAME_SENT, Kind.FRAME_RECEIVED, Kind.STARTED, Kind.EXITED, Kind.REGISTERED);

  private final List<Events.Subscription> watching = new CopyOnWriteArrayList<>();
  private final Map<String, FirstAndLast<String>> output = new ConcurrentHashMap<>();
  private final FirstAndLast<Event> flood = new FirstAndLast<>(MOST);
  private final FirstAndLast<Event> others = new FirstAndLast<>(MOST_OTHERS);
  private final FirstAndLast<Ladder.Mark> marks = new FirstAndLast<>(MOST);

  /** The events of a node about to start, recorded from the first on. */
  Events listen(String node) {
    Events watched = new Events(node);
    watching.add(watched.trace(this::add));
    return watched;
  }

  void add(Event event) {
    (FLOOD.contains(event.kind()) ? flood : others).add(event);
  }

  /** The events that are kept, in order of time; all that happened before this was asked. */
  List<Event> events() {
    watching.forEach(Events.Subscription::flush);
    return Stream.concat(flood.list().stream(), others.list().stream())
        .sorted(Comparator.comparing(Event::at))
        .toList();
  }

  /** When the last event happened that is not kept; the beginning of time where all are. */
  Instant leftOut() {
    return Stream.of(flood.leftOut(), others.leftOut())
        .flatMap(event -> event.map(Event::at).stream())
        .max(Comparator.naturalOrder())
        .orElse(Instant.MIN);
  }

  /** The lines printed on a node, to be added to. */
  FirstAndLast<String> output(String node) {
    return output.computeIfAbsent(node, any -> new FirstAndLast<>(MOST));
  }

  void mark(String text) {
    marks.add(Ladder.mark(text));
  }

  List<Ladder.Mark> marks() {
    return marks.list();
  }
}
