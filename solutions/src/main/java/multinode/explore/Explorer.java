package multinode.explore;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Visits every world that can come about, from one where it all starts: breadth first, so that the
 * first story in which something breaks is also a shortest one.
 *
 * <pre>{@code
 * Explorer.of(World.START, World::steps)
 *     .always("one holder", world -> world.holders() <= 1)
 *     .eventually("everybody has an answer", World::isAnswered)
 *     .explore()
 *     .orThrow();
 * }</pre>
 *
 * <p>A world is an immutable value, made of records, enums, collections, strings and numbers: equal
 * ones are one state. What happens in it depends on nothing else; asked twice, it tells the same
 * steps in the same order.
 *
 * <p>This is explicit-state model checking, as TLC does it for TLA+ (Yu, Manolios, Lamport, "Model
 * Checking TLA+ Specifications", 1999). Of a world that has been visited, only a hash of 128 bits
 * stays, as SPIN does it (Holzmann, "An Analysis of Bitstate Hashing", 1998): of ten million, two
 * are taken for one with a probability below 10<sup>-24</sup>. About 40 bytes a state remain, and
 * the worlds that are still to be visited.
 *
 * @param <W> the world
 */
public final class Explorer<W> {

  /** How many states it visits unless it is told otherwise. */
  public static final int STATES = 1_000_000;

  /** With {@code -Dexplore.states=20000000}, every exploration may go as far as this. */
  private static final String MORE = "explore.states";

  private final W start;
  private final Function<? super W, ? extends Collection<Step<W>>> steps;
  private final List<Invariant<W>> always = new ArrayList<>();
  private final List<Promise<W>> eventually = new ArrayList<>();
  private Function<? super W, ? extends Collection<W>> images = List::of;
  private int states = STATES;
  private int depth = Integer.MAX_VALUE;

  /** Says what is wrong with a world, if anything is. */
  record Invariant<W>(Function<? super W, Optional<String>> complaint) {}

  /** What has to come. */
  record Promise<W>(String what, Predicate<? super W> kept) {}

  private Explorer(W start, Function<? super W, ? extends Collection<Step<W>>> steps) {
    this.start = start;
    this.steps = steps;
  }

  /**
   * An explorer that checks nothing yet.
   *
   * @param start the first world
   * @param steps what can happen in a world; a step that changes nothing does no harm
   */
  public static <W> Explorer<W> of(
      W start, Function<? super W, ? extends Collection<Step<W>>> steps) {
    return new Explorer<>(start, steps);
  }

  /** In every world, this holds. */
  public Explorer<W> always(String what, Predicate<? super W> holds) {
    return always(world -> holds.test(world) ? Optional.empty() : Optional.of(what));
  }

  /** No world is to be complained about. */
  public Explorer<W> always(Function<? super W, Optional<String>> complaint) {
    always.add(new Invariant<>(complaint));
    return this;
  }

  /**
   * From every world, without any more faults, one comes in which this holds. It is enough that
   * such a way exists: where the steps are taken by chance, it is then found with probability one.
   * What can be undone again and again without a fault is not noticed.
   */
  public Explorer<W> eventually(String what, Predicate<? super W> kept) {
    eventually.add(new Promise<>(what, kept));
    return this;
  }

  /**
   * Worlds that differ only in who is who count as one.
   *
   * @param images the world itself, and how it looks when those who are alike change places
   */
  public Explorer<W> symmetric(Function<? super W, ? extends Collection<W>> images) {
    this.images = images;
    return this;
  }

  /** Visits at most so many states; {@link #STATES} unless said otherwise. */
  public Explorer<W> states(int most) {
    states = most;
    return this;
  }

  /** Follows a story for at most so many steps; to its end unless said otherwise. */
  public Explorer<W> depth(int most) {
    depth = most;
    return this;
  }

  /**
   * Explores; in the thread of the caller, some hundred thousand states a second.
   *
   * @throws RuntimeException what the steps or the checks have thrown; the story that led there is
   *     suppressed in it
   */
  public Exploration explore() {
    int most = Math.max(states, Integer.getInteger(MORE, 0));
    return new Search<>(steps, List.copyOf(always), List.copyOf(eventually), images, most)
        .from(start, depth);
  }
}
