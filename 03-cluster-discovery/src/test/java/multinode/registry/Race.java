package multinode.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import multinode.explore.Exploration;
import multinode.explore.Explorer;
import multinode.explore.Replay;
import multinode.explore.Step;
import multinode.explore.Story;
import multinode.process.Pid;
import workbook.harness.Claim;

/**
 * Several nodes that want something of one name at the same moment, each somewhere in your code: a
 * small world, all of whose orders are played.
 *
 * @param names what is in the map that they share
 * @param gone the processes whose nodes are gone
 * @param all who wants something
 */
record Race(Map<String, Pid> names, Set<Pid> gone, List<Racer> all) {

  /** The name. */
  static final String DOOR = "door";

  /** More steps than this nobody needs. */
  private static final int MOST = 10;

  private static final int WIDTH = 80;

  /** What somebody wants. */
  enum Wish {
    /** Your code: the process is to have the name. */
    CLAIM,
    /** Your code: the name is to be taken from the process. */
    RELEASE,
    /** Your code: who holds the name? */
    LOOK,
    /** What a node that is gone has left is taken out. */
    SWEEP
  }

  /**
   * Somebody, and how far he is.
   *
   * @param told what the map has told him, step by step
   * @param answer what your code has told him in the end
   */
  record Racer(
      String who, Wish wish, Pid pid, List<Optional<Object>> told, Optional<Object> answer) {

    Object goesOn(SteppedMap map) {
      NameTable table = new NameTable(map, map::isGone);
      return switch (wish) {
        case CLAIM -> Optional.<Object>ofNullable(table.claim(DOOR, pid)).orElse("nobody");
        case RELEASE -> table.release(DOOR, pid);
        case LOOK -> table.holder(DOOR);
        case SWEEP -> map.remove(DOOR, pid);
      };
    }

    boolean has(Object expected) {
      return answer.equals(Optional.of(expected));
    }
  }

  /** Nobody wants anything; nobody has the name. */
  static Race start() {
    return new Race(Map.of(), Set.of(), List.of());
  }

  /** It is held by this process. */
  Race heldBy(Pid pid) {
    return new Race(Map.of(DOOR, pid), gone, all);
  }

  /** The node of this process is gone. */
  Race without(Pid pid) {
    return new Race(names, Set.of(pid), all);
  }

  /** One more wants something. */
  Race and(String who, Wish wish, Pid pid) {
    Racer racer = new Racer(who, wish, pid, List.of(), Optional.empty());
    return new Race(names, gone, Stream.concat(all.stream(), Stream.of(racer)).toList());
  }

  /** Plays all orders; where something is wrong, the claim fails with the shortest story. */
  void check(Claim claim, Function<Race, Optional<String>> complaint) {
    Exploration seen =
        claim.succeeds(() ->
            Explorer.of(this, Race::steps)
                .always(complaint)
                .always(Race::withoutEnd)
                .eventually("each has an answer", Race::isOver)
                .explore());
    if (seen.story().isEmpty()) return;
    Story story = seen.story().get();
    throw claim
        .did(
            "played all orders of the steps of %s; the shortest one that does harm:\n%s"
                .formatted(who(), String.join("\n", story.ladder(WIDTH))))
        .expected("it holds in every order")
        .fails(story.broken());
  }

  private String who() {
    return String.join(", ", all.stream().map(Racer::who).toList());
  }

  private List<Step<Race>> steps() {
    List<Step<Race>> steps = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).answer().isEmpty()) steps.add(step(i));
    }
    return steps;
  }

  private Step<Race> step(int number) {
    Racer one = all.get(number);
    Replay replay = new Replay(one.told());
    SteppedMap map = new SteppedMap(names, gone, replay);
    Optional<Object> answer = replay.run(() -> one.goesOn(map));
    List<Racer> next = new ArrayList<>(all);
    next.set(number, new Racer(one.who(), one.wish(), one.pid(), replay.told(), answer));
    String end = one.wish() == Wish.SWEEP ? "" : answer.map(told -> "; is told " + told).orElse("");
    return Step.of(one.who(), replay.step() + end, new Race(map.now(), gone, List.copyOf(next)));
  }

  private boolean isOver() {
    return all.stream().allMatch(one -> one.answer().isPresent());
  }

  private Optional<String> withoutEnd() {
    return all.stream()
        .filter(one -> one.told().size() > MOST)
        .findFirst()
        .map(one -> "%s has made %d steps, and has no answer".formatted(one.who(), MOST));
  }

  /** A process that was told that it has the name has it. */
  Optional<String> taken() {
    return claims()
        .filter(one -> one.has(one.pid()) && !one.pid().equals(names.get(DOOR)))
        .findFirst()
        .map(one ->
            "%s was told that it has \"%s\", and then %s"
                .formatted(one.who(), DOOR, nowWith().orElse("nobody has it")));
  }

  /** Nobody who claims the name is told that nobody has it. */
  Optional<String> nobody() {
    return claims()
        .filter(one -> one.has("nobody"))
        .findFirst()
        .map(one -> "%s claimed \"%s\", and was told null".formatted(one.who(), DOOR));
  }

  /** A process that was told that another has the name was told the truth. */
  Optional<String> untrue() {
    return claims()
        .filter(one -> one.answer().isPresent() && !one.has(one.pid()))
        .filter(one -> !isTrue(one.answer().get()))
        .findFirst()
        .map(one ->
            "%s was told that %s has \"%s\", and %s"
                .formatted(
                    one.who(),
                    one.answer().get(),
                    DOOR,
                    gone.contains(one.answer().get())
                        ? "that one's node is gone"
                        : nowWith().orElse("nobody has it")));
  }

  /** The process that holds the name from the beginning still has it. */
  Function<Race, Optional<String>> stays(Pid pid) {
    return race ->
        pid.equals(race.names().get(DOOR))
            ? Optional.empty()
            : Optional.of(
                "%s holds it, and for a moment %s"
                    .formatted(pid, race.nowWith().orElse("nobody has it")));
  }

  private boolean isTrue(Object holder) {
    return !gone.contains(holder) && holder.equals(names.get(DOOR));
  }

  private Optional<String> nowWith() {
    return Optional.ofNullable(names.get(DOOR)).map(pid -> pid + " has it");
  }

  private Stream<Racer> claims() {
    return all.stream().filter(one -> one.wish() == Wish.CLAIM);
  }
}
