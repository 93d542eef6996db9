package nemesis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import nemesis.Fault.Kind;

/**
 * One run: nodes with clients, to whom faults happen one after the other. One copy is promised, so
 * each fault waits until the nodes are together and everything is kept twice again.
 */
public final class Nemesis {

  private static final Duration SETTLED = Duration.ofSeconds(10);

  private final NemesisOptions options;
  private final NodeNetwork network;
  private final Random random;
  private final Recorder recorder = new Recorder();
  private final RunningNodes nodes;
  private final Path folder;
  private final Consumer<String> progress;
  private final List<Violation> atEnd = new ArrayList<>();

  private Nemesis(
      NemesisOptions options, NodeNetwork network, Path folder, Consumer<String> progress) {
    this.options = options;
    this.network = network;
    this.random = new Random(options.seed());
    this.folder = folder;
    this.progress = progress;
    this.nodes = new RunningNodes(options, network, recorder, folder);
  }

  /**
   * Runs, and checks. What was seen is kept where something is wrong.
   *
   * @param network what is between the nodes; the caller closes it
   * @param progress is told what happens at the moment
   */
  public static NemesisReport run(
      NemesisOptions options, NodeNetwork network, Consumer<String> progress)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(options.folder().resolve("seed-" + options.seed()));
    Nemesis nemesis = new Nemesis(options, network, folder, progress);
    List<Violation> violations = new ArrayList<>();
    try (RunningNodes nodes = nemesis.nodes) {
      nemesis.play();
      nodes.stopAll();
    } catch (NotWhole e) {
      violations.add(new Violation(e.getMessage(), List.of()));
    }
    History history = nemesis.recorder.history();
    violations.addAll(nemesis.atEnd);
    violations.addAll(Checker.check(history));
    return NemesisReport.of(history, violations, folder);
  }

  private void play() throws IOException, InterruptedException {
    progress.accept("starting %d nodes".formatted(options.nodes()));
    for (int number : options.numbers().toList()) nodes.launch(number);
    for (int number : options.numbers().toList()) nodes.awaitReady(number);
    nodes.startManagers(1);
    nodes.ask(1, "furnish");
    nodes.awaitWhole();
    recorder.began(Journal.now());
    options.numbers().forEach(nodes::employ);
    long end = System.nanoTime() + options.time().toNanos();
    pause(300, 1_000);
    while (System.nanoTime() < end) {
      befall();
      pause(300, 1_500);
    }
    progress.accept("reading the final state");
    nodes.quiet();
    nodes.awaitWhole();
    recorder.quiet(Journal.now());
    nodes.read(Checker.lasting(recorder.history()));
    // A walk without an answer may still be on its way.
    long settled = System.nanoTime() + SETTLED.toNanos();
    do {
      for (int number : options.numbers().toList()) nodes.ask(number, "people");
    } while (!Walks.check(recorder.history()).isEmpty() && System.nanoTime() < settled);
    atEnd.addAll(Aftermath.of(nodes, options.numbers().toList()));
  }

  /** One fault, from its beginning until it is forgotten. */
  private void befall() throws IOException, InterruptedException {
    int number = 1 + random.nextInt(options.nodes());
    Kind kind = draw();
    boolean parts = kind.isOfAll() || options.quorum() > 0 && random.nextInt(2) == 0;
    String whom = kind.isOfAll() ? "all" : "n" + number;
    progress.accept("%s %s".formatted(kind.name().toLowerCase(Locale.ROOT), whom));
    long begin = Journal.now();
    befall(kind, number, parts);
    long healed = Journal.now();
    boolean parted = kind.lasts() && parts;
    Fault fault = new Fault(kind, whom, begin, healed, Operation.NEVER, parted);
    try {
      nodes.awaitWhole();
    } catch (NotWhole e) {
      recorder.befell(fault);
      throw e;
    }
    recorder.befell(new Fault(kind, whom, begin, healed, Journal.now(), parted));
  }

  private void befall(Kind kind, int number, boolean parts)
      throws IOException, InterruptedException {
    switch (kind) {
      case KILL -> kill(number);
      case STOP -> stop(number);
      case FREEZE -> {
        nodes.signal(number, "STOP");
        endure(parts);
        nodes.signal(number, "CONT");
      }
      case SLEEP -> {
        for (int each : options.numbers().toList()) nodes.signal(each, "STOP");
        endureAlone();
        for (int each : options.numbers().toList()) nodes.signal(each, "CONT");
      }
      case CUT -> {
        network.cut(number);
        endure(parts);
        network.heal(number);
      }
      case MUTE -> {
        network.mute(number);
        endure(parts);
        network.heal(number);
      }
      case APART -> {
        options.numbers().forEach(network::cut);
        endureAlone();
        options.numbers().forEach(network::heal);
      }
      case HALVES -> {
        options.numbers().skip(options.nodes() / 2).forEach(network::move);
        endureAlone();
        options.numbers().forEach(network::heal);
      }
      case PARTS -> nodes.ask(number, "parts " + (2 + random.nextInt(3)) + " " + random.nextInt());
      case CRASHES -> nodes.ask(number, "crashes " + (5 + random.nextInt(20)));
    }
  }

  private Kind draw() {
    List<Kind> possible = new ArrayList<>(options.faults());
    if (!network.cuts()) possible.removeIf(Kind::isOfNetwork);
    if (options.quorum() == 0) possible.removeIf(Kind::isOfAll);
    return possible.get(random.nextInt(possible.size()));
  }

  private void kill(int number) throws IOException, InterruptedException {
    nodes.kill(number);
    again(number);
  }

  private void stop(int number) throws IOException, InterruptedException {
    if (!nodes.node(number).stop(Duration.ofSeconds(40))) {
      throw new NotWhole("n%d does not end when its input does".formatted(number));
    }
    again(number);
  }

  private void again(int number) throws IOException, InterruptedException {
    nodes.gone(number);
    pause(0, 2_000);
    nodes.launch(number);
    nodes.awaitReady(number);
    nodes.employ(number);
  }

  /** Shorter than half the time after which others take the node for dead, or clearly longer. */
  private void endure(boolean parts) throws InterruptedException {
    int limit = (int) options.silence().toMillis();
    if (parts) pause(limit + 1_500, limit + 4_000);
    else pause(100, limit / 2);
  }

  /** Long enough for each part to give the others up, and to do what it does then. */
  private void endureAlone() throws InterruptedException {
    int limit = (int) options.silence().toMillis();
    pause(limit + 4_000, limit + 8_000);
  }

  private void pause(int least, int most) throws InterruptedException {
    Thread.sleep(random.nextInt(least, most));
  }
}
