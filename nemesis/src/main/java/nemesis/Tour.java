package nemesis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nemesis.Operation.Kind;
import nemesis.Operation.Outcome;

/**
 * What the system can do, shown in one run of three nodes: they find each other, people walk from
 * room to room, one node is killed, one is stopped, one comes back. Then what the clients were told
 * is held against what there is.
 */
public final class Tour {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration SETTLED = Duration.ofSeconds(5);
  private static final long PAUSE = 10_000_000;

  /** The node that lives from the beginning to the end. */
  private static final int FIRST = 1;

  /** So many walks are to be acknowledged before the next thing happens. */
  private static final int WALKS = 500;

  /** Something that a test does to the nodes, for the tour to notice. */
  interface Mischief {
    void to(RunningNodes nodes) throws InterruptedException;
  }

  private final NemesisOptions options;
  private final TourListener listener;
  private final Recorder recorder = new Recorder();
  private final RunningNodes nodes;
  private final Mischief mischief;

  private Tour(NemesisOptions options, TourListener listener, Mischief mischief, Path folder) {
    this.options = options;
    this.listener = listener;
    this.mischief = mischief;
    this.nodes = new RunningNodes(options, new Loopback(), recorder, folder);
  }

  /** Runs, tells what happens, and checks. What was seen is kept where something is wrong. */
  public static NemesisReport run(NemesisOptions options, TourListener listener)
      throws IOException, InterruptedException {
    return run(options, listener, unharmed -> {});
  }

  static NemesisReport run(NemesisOptions options, TourListener listener, Mischief mischief)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(options.folder());
    Tour tour = new Tour(options, listener, mischief, folder);
    List<Violation> violations = new ArrayList<>();
    try (RunningNodes nodes = tour.nodes) {
      tour.play();
      nodes.stopAll();
      violations.addAll(tour.check());
    } catch (NotWhole e) {
      violations.add(Violation.of(e.getMessage()));
      listener.found(false, e.getMessage());
    }
    return NemesisReport.of(tour.recorder.history(), violations, folder);
  }

  private void play() throws IOException, InterruptedException {
    meet();
    moveIn();
    mischief.to(nodes);
    kill(2);
    stop(3);
    comeBack(2);
    look();
  }

  /** Tells whoever listens, and the page of n1, which lives as long as the others. */
  private void tell(String text) throws InterruptedException {
    listener.tell(text);
    if (nodes.runs(FIRST)) nodes.ask(FIRST, "tell " + text);
  }

  private void meet() throws IOException, InterruptedException {
    tell("n1, n2 and n3 start, each a process of its own. None knows where the others are.");
    for (int number : options.numbers().toList()) nodes.launch(number);
    for (int number : options.numbers().toList()) nodes.awaitReady(number);
    String page = nodes.ask(FIRST, "page");
    for (int number : options.numbers().skip(1).toList()) nodes.ask(number, "page");
    tell("Their page shows it as it happens: %s".formatted(page));
    nodes.awaitTogether();
    tell("They have found each other, and each is connected to each.");
  }

  private void moveIn() throws InterruptedException {
    for (int number : options.numbers().toList()) nodes.ask(number, "build");
    tell("Each has a building, which lives and dies with its node.");
    nodes.ask(1, "furnish");
    tell(
        "%d rooms are there, and %d people, who belong to all three nodes."
            .formatted(Walkers.ROOMS.size(), Walkers.PEOPLE.size()));
    recorder.began(Journal.now());
    for (int number : options.numbers().toList()) employ(number);
    tell(
        "%d clients, %d on each node, have the people walk from room to room."
            .formatted(options.nodes() * options.clients(), options.clients()));
    nodes.awaitWhole();
    tell("Whatever is known is known to two nodes now. Where each room and person runs:");
    spread();
    letWalk();
  }

  private void kill(int number) throws InterruptedException {
    Set<String> its = servers(number);
    long begin = Journal.now();
    tell("kill -9 n%d. It can tell nobody any more.".formatted(number));
    nodes.node(number).kill();
    nodes.gone(number);
    await(
        "the servers of n%d do not run again".formatted(number),
        () -> its.stream().allMatch(name -> newOwner(name, begin).isPresent()));
    long last =
        its.stream().mapToLong(name -> newOwner(name, begin).orElseThrow().begin()).max().orElse(0);
    tell(
        "%s later all %d servers that it ran are there again, on the others:"
            .formatted(seconds(last - begin), its.size()));
    spread();
    whole(Fault.Kind.KILL, number, begin);
    tell(
        "The building of n%d is gone: asked for its rooms, n1 says %s."
            .formatted(number, nodes.ask(1, "visit " + full(number))));
  }

  private void stop(int number) throws InterruptedException {
    Set<String> its = servers(number);
    long begin = Journal.now();
    tell("n%d is told to end. It hands its servers over first.".formatted(number));
    if (!nodes.node(number).stop(LIMIT)) {
      throw new NotWhole("n%d does not end when its input does".formatted(number));
    }
    nodes.gone(number);
    tell(
        "%s later it has ended. Its %d servers run on n1, which is alone now:"
            .formatted(seconds(Journal.now() - begin), its.size()));
    spread();
    whole(Fault.Kind.STOP, number, begin);
  }

  /** Waits until the others are together and work, and tells what their clients have seen of it. */
  private void whole(Fault.Kind kind, int number, long begin) throws InterruptedException {
    long healed = Journal.now();
    long end = Operation.NEVER;
    try {
      nodes.awaitWhole();
      end = Journal.now();
    } finally {
      recorder.befell(new Fault(kind, "n" + number, begin, healed, end, false));
    }
    letWalk();
    long over = Journal.now();
    await(
        "somebody still waits for an answer",
        () ->
            walksOfThose().noneMatch(walk -> walk.begin() < over && walk.end() == Operation.NEVER));
    List<Operation> seen =
        walksOfThose().filter(walk -> walk.begin() < over && walk.end() >= begin).toList();
    long longest = seen.stream().mapToLong(walk -> walk.end() - walk.begin()).max().orElse(0);
    long lost = seen.stream().filter(walk -> walk.outcome() != Outcome.OK).count();
    tell(
        "No client of another node waited longer than %s, and %s."
            .formatted(
                seconds(longest),
                switch ((int) lost) {
                  case 0 -> "each got its answer";
                  case 1 -> "one got no answer: it cannot know what came of it";
                  default -> lost + " got no answer: they cannot know what came of it";
                }));
  }

  private void comeBack(int number) throws IOException, InterruptedException {
    tell("n%d is started again.".formatted(number));
    nodes.launch(number);
    nodes.awaitReady(number);
    nodes.ask(number, "page");
    employ(number);
    nodes.ask(number, "build");
    await("n%d is given no servers".formatted(number), () -> !servers(number).isEmpty());
    nodes.awaitWhole();
    letWalk();
    tell("It has been given its share, while the people walked:");
    spread();
    tell(
        "It has a building again, a new one: %s, says n1."
            .formatted(nodes.ask(1, "visit " + full(number))));
  }

  private void look() throws InterruptedException {
    nodes.quiet();
    nodes.awaitWhole();
    recorder.quiet(Journal.now());
    tell("Nobody walks any more. Both nodes ask all rooms who is there.");
    // A walk without an answer may still be on its way.
    long end = System.nanoTime() + SETTLED.toNanos();
    do {
      nodes.ask(1, "people");
      nodes.ask(2, "people");
    } while (!Walks.check(recorder.history()).isEmpty() && System.nanoTime() < end);
  }

  /** Holds all that was seen against what is promised. */
  private List<Violation> check() {
    History history = recorder.history();
    List<Violation> all = new ArrayList<>();
    long acknowledged = walks().filter(walk -> walk.outcome() == Outcome.OK).count();
    all.addAll(
        found(
            "%,d walks of %d people were acknowledged, and each is there: none lost, none made twice"
                .formatted(acknowledged, Walkers.PEOPLE.size()),
            Walks.check(history)));
    long names = history.ownerships().stream().map(Ownership::name).distinct().count();
    all.addAll(
        found(
            "%d names had %d owners, one after the other, and never two"
                .formatted(names, history.ownerships().size()),
            Owners.check(history)));
    all.addAll(
        found("while all nodes were well, every question was answered", Checker.calm(history)));
    return all;
  }

  private List<Violation> found(String promise, List<Violation> broken) {
    if (broken.isEmpty()) listener.found(true, promise);
    broken.forEach(one -> listener.found(false, one.what()));
    return broken;
  }

  // What there is to see.

  private void employ(int number) {
    long seed = options.seed() * 10 + number;
    nodes.node(number).tell("walk %d %d".formatted(options.clients(), seed));
  }

  private void spread() throws InterruptedException {
    listener.show(List.of(nodes.ask(1, "spread").split("\\|")));
  }

  private Stream<Operation> walks() {
    return recorder.history().of(Kind.WALK);
  }

  /** What the clients of the nodes that run have done. */
  private Stream<Operation> walksOfThose() {
    Set<String> running = nodes.names();
    return walks().filter(walk -> running.contains(walk.client().split("/")[0]));
  }

  private void letWalk() {
    long enough = acknowledged() + WALKS;
    await("nobody gets an answer any more", () -> acknowledged() >= enough);
  }

  private long acknowledged() {
    return walks().filter(walk -> walk.outcome() == Outcome.OK).count();
  }

  /** The servers that a node says that it runs. */
  private Set<String> servers(int number) {
    return recorder.history().ownerships().stream()
        .filter(one -> one.isOpen() && one.host().equals("n" + number))
        .map(Ownership::name)
        .collect(Collectors.toSet());
  }

  private Optional<Ownership> newOwner(String name, long since) {
    return recorder.history().ownerships().stream()
        .filter(one -> one.name().equals(name) && one.begin() > since)
        .findFirst();
  }

  private static String full(int number) {
    return "n%d@127.0.0.1".formatted(number);
  }

  private static String seconds(long micros) {
    return "%.1f s".formatted(micros / 1e6);
  }

  private static void await(String otherwise, BooleanSupplier wanted) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!wanted.getAsBoolean()) {
      if (System.nanoTime() > end) throw new NotWhole(otherwise);
      LockSupport.parkNanos(PAUSE);
    }
  }
}
