package multinode.roomy;

import java.util.Optional;
import multinode.genserver.CallResult;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.genserver.Result;
import multinode.process.Context;
import multinode.process.From;
import multinode.swarm.ClusterServer;
import multinode.swarm.Durability;
import workbook.Todo;

/**
 * A person: a server of the whole cluster that knows where he is. It does one thing after the
 * other, so two nodes that move him at the same moment are put in order, and he is in one room at a
 * time.
 *
 * <p>Where he goes is kept first; then the old room is told, then the new one, then it is answered.
 * Whatever breaks in between, the next server of this name knows what the last one was about to do,
 * and does it again.
 *
 * @param name his name
 * @param doors how he reaches rooms
 */
record Person(String name, Doors doors) implements ClusterServer<Person.Step> {

  /**
   * His last step.
   *
   * @param number how many he has made
   * @param before the room that it led out of, if that is another one
   * @param room the room that it led into; empty when he only left
   */
  record Step(long number, Optional<String> before, Optional<String> room) {

    /** The next one, into a room or out of all. */
    Step next(Optional<String> to) {
      return new Step(number + 1, room.filter(old -> !to.equals(Optional.of(old))), to);
    }
  }

  /** "Go there." False when there is no such room; empty: "leave the room where you are." */
  record Walk(Optional<String> to) implements Request<Boolean> {}

  /** "Tell the rooms of your last step"; and then the caller who waits for it. */
  record Tell(Optional<Waiting> waiting) {}

  /** Who waits for a walk. */
  record Waiting(Walk walk, From from) {}

  /** The name under which the cluster knows the server of a person. */
  static String server(String person) {
    return "person " + person;
  }

  @Override
  public Durability durability() {
    return Durability.EVERY_CHANGE;
  }

  /**
   * Is nowhere, or where the last server of this name was; the rooms of its step are told again.
   */
  @Override
  public Init<Step> init(Context self) {
    return Init.ok(new Step(0, Optional.empty(), Optional.empty()))
        .thenContinue(new Tell(Optional.empty()));
  }

  /**
   * Makes the next step, which is kept when this returns; {@link #handleContinue} does the rest and
   * answers. When there is no such room, answers false, and nothing has happened.
   */
  @Override
  public CallResult<Step> handleCall(Request<?> request, From from, Step last, Context self) {
    // 4.7: what has to be known before he leaves? What has to be kept before anybody is told?
    throw new Todo("4.7", "refuse a walk into no room, or make the next step and go on with Tell");
  }

  /** Tells the rooms of the last step, the old one first, and then the caller who waits for it. */
  @Override
  public Result<Step> handleContinue(Object what, Step last, Context self) {
    // 4.7: two rooms, and somebody who waits, or nobody. In which order?
    throw new Todo("4.7", "tell the old room, the new room, and then the caller who waits");
  }

  /** Both parts of a network moved him: the one who went further is right. */
  @Override
  public Step resolveConflict(Step mine, Step other, Context self) {
    Step further = mine.number() >= other.number() ? mine : other;
    Step behind = further == mine ? other : mine;
    Step both =
        new Step(
            further.number() + 1,
            behind.room().filter(room -> !further.room().equals(Optional.of(room))),
            further.room());
    handleContinue(new Tell(Optional.empty()), both, self);
    return both;
  }
}
