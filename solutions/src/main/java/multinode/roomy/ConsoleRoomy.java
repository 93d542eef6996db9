package multinode.roomy;

import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Function;
import multinode.console.Answer;
import multinode.genserver.CallFailed;

/** {@link Roomy} as a console has it: what went wrong says enough without a stack trace. */
public final class ConsoleRoomy {

  ConsoleRoomy() {}

  private static <T> T ask(Function<Roomy, T> question) {
    try {
      return question.apply(new Roomy(multinode.swarm.Words.swarm()));
    } catch (CallFailed | IllegalStateException | NoSuchElementException e) {
      e.setStackTrace(new StackTraceElement[0]);
      throw e;
    }
  }

  /** Has a room of this name. */
  public Answer addRoom(String room) {
    return addRooms(List.of(room));
  }

  /** Has rooms of these names. */
  public Answer addRooms(Collection<String> rooms) {
    return ask(roomy -> {
      roomy.addRooms(rooms);
      return Answer.OK;
    });
  }

  /** The names of all rooms. */
  public SortedSet<String> getAllRooms() {
    return ask(Roomy::getAllRooms);
  }

  /** Has a person walk into a room. */
  public Answer walkInto(String room, String person) {
    return walkInto(room, List.of(person));
  }

  /** Has people walk into a room. */
  public Answer walkInto(String room, Collection<String> people) {
    return ask(roomy -> {
      roomy.walkInto(room, people);
      return Answer.OK;
    });
  }

  /** Has a person leave the room where he is. */
  public Answer leave(String person) {
    return ask(roomy -> {
      roomy.leave(person);
      return Answer.OK;
    });
  }

  /** Who is in a room. */
  public SortedSet<String> whoIsIn(String room) {
    return ask(roomy -> roomy.whoIsIn(room));
  }

  /** Who is in which room. */
  public SortedMap<String, SortedSet<String>> dump() {
    return ask(Roomy::dump);
  }

  /** Who is in which of these rooms. */
  public SortedMap<String, SortedSet<String>> dump(Collection<String> rooms) {
    return ask(roomy -> roomy.dump(rooms));
  }
}
