package multinode.explore;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

/**
 * One exploration. Of each state there remain its hash, its parent, and which step of the parent
 * led to it; a story is played again from the start.
 */
final class Search<W> {

  private final Function<? super W, ? extends Collection<Step<W>>> steps;
  private final List<Explorer.Invariant<W>> always;
  private final List<Explorer.Promise<W>> eventually;
  private final Function<? super W, ? extends Collection<W>> images;
  private final int most;

  private final Fingerprint fingerprint = new Fingerprint();
  private final Seen seen = new Seen();
  private final Ints parents = new Ints();
  private final Ints choices = new Ints();
  private final Queue<W> waiting = new ArrayDeque<>();
  private final Calm calm = new Calm();
  private final List<BitSet> kept = new ArrayList<>();
  private final long begun = System.nanoTime();

  private W start;
  private int visited;
  private long taken;
  private int depth;

  Search(
      Function<? super W, ? extends Collection<Step<W>>> steps,
      List<Explorer.Invariant<W>> always,
      List<Explorer.Promise<W>> eventually,
      Function<? super W, ? extends Collection<W>> images,
      int most) {
    this.steps = steps;
    this.always = always;
    this.eventually = eventually;
    this.images = images;
    this.most = most;
    eventually.forEach(promise -> kept.add(new BitSet()));
  }

  Exploration from(W first, int deepest) {
    start = first;
    number(first);
    Optional<Story> broken = found(first, -1, -1);
    while (broken.isEmpty() && !waiting.isEmpty() && depth < deepest && seen.size() < most) {
      broken = layer();
    }
    boolean isWhole = broken.isEmpty() && waiting.isEmpty();
    if (broken.isEmpty()) broken = neverComes();
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    return new Exploration(seen.size(), taken, depth, isWhole, took, broken);
  }

  /** Visits all that are equally far from the start. */
  private Optional<Story> layer() {
    int end = seen.size();
    Optional<Story> broken = Optional.empty();
    while (visited < end && seen.size() < most && broken.isEmpty())
      broken = visit(waiting.remove());
    if (seen.size() > end) depth++;
    return broken;
  }

  private Optional<Story> visit(W world) {
    int id = visited++;
    int choice = 0;
    for (Step<W> step : stepsOf(world, id)) {
      taken++;
      int size = seen.size();
      int to = number(step.next());
      if (!step.isFault() && !eventually.isEmpty()) calm.add(to);
      if (to == size) {
        Optional<Story> broken = found(step.next(), id, choice);
        if (broken.isPresent()) return broken;
      }
      choice++;
    }
    calm.next();
    return Optional.empty();
  }

  private Collection<Step<W>> stepsOf(W world, int id) {
    try {
      return steps.apply(world);
    } catch (RuntimeException e) {
      throw ledTo(e, world, id);
    }
  }

  /** A new state: the next one to have a number. */
  private Optional<Story> found(W world, int parent, int choice) {
    int id = parents.size();
    parents.add(parent);
    choices.add(choice);
    waiting.add(world);
    try {
      for (int i = 0; i < kept.size(); i++) {
        if (eventually.get(i).kept().test(world)) kept.get(i).set(id);
      }
      for (Explorer.Invariant<W> one : always) {
        Optional<String> complaint = one.complaint().apply(world);
        if (complaint.isPresent()) return Optional.of(story(complaint.get(), id));
      }
    } catch (RuntimeException e) {
      throw ledTo(e, world, id);
    }
    return Optional.empty();
  }

  private RuntimeException ledTo(RuntimeException thrown, W world, int id) {
    thrown.addSuppressed(
        new AssertionError(Story.of(thrown.toString(), pathTo(id), world).toString()));
    return thrown;
  }

  private int number(W world) {
    long high = Long.MAX_VALUE;
    long low = Long.MAX_VALUE;
    for (W image : images.apply(world)) {
      fingerprint.of(image);
      long h = fingerprint.high();
      long l = fingerprint.low();
      if (h < high || h == high && l < low) {
        high = h;
        low = l;
      }
    }
    return seen.number(high, low);
  }

  /** What nobody knows, since it has not been visited, counts as good. */
  private Optional<Story> neverComes() {
    Optional<Story> first = Optional.empty();
    int earliest = Integer.MAX_VALUE;
    for (int i = 0; i < kept.size(); i++) {
      BitSet good = kept.get(i);
      good.set(visited, seen.size());
      int stuck = calm.leadingTo(good, seen.size()).nextClearBit(0);
      if (stuck < Math.min(visited, earliest)) {
        earliest = stuck;
        String what = eventually.get(i).what();
        first = Optional.of(story("\"" + what + "\" can never come any more", stuck));
      }
    }
    return first;
  }

  private Story story(String broken, int id) {
    List<Step<W>> path = pathTo(id);
    return Story.of(broken, path, path.isEmpty() ? start : path.getLast().next());
  }

  private List<Step<W>> pathTo(int id) {
    List<Integer> way = new ArrayList<>();
    for (int at = id; at > 0; at = parents.get(at)) way.add(choices.get(at));
    List<Step<W>> path = new ArrayList<>();
    W world = start;
    for (int choice : way.reversed()) {
      Step<W> step = List.copyOf(steps.apply(world)).get(choice);
      path.add(step);
      world = step.next();
    }
    if (number(world) != id) throw new IllegalStateException("asked again, steps are others");
    return path;
  }
}
