package nemesis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The nodes of a run: each is started, ended, and started again, and sees all the others. */
final class RunningNodes implements AutoCloseable {

  /** How long a node may take to be there, on a machine that is busy with others. */
  private static final Duration START = Duration.ofSeconds(40);

  /** How long it may take until all are together, and all is kept on two of them. */
  private static final Duration WHOLE = Duration.ofSeconds(60);

  private static final Duration ANSWER = Duration.ofSeconds(8);
  private static final int LAST_WORDS = 3;

  private final NemesisOptions options;
  private final NodeNetwork network;
  private final Recorder recorder;
  private final Path folder;
  private final Map<Integer, AgentProcess> running = new TreeMap<>();
  private final Map<Integer, Integer> incarnations = new TreeMap<>();
  private final Map<Integer, Integer> starts = new TreeMap<>();
  private final Thread atShutdown = new Thread(this::interrupted);
  private int looks;

  RunningNodes(NemesisOptions options, NodeNetwork network, Recorder recorder, Path folder) {
    this.options = options;
    this.network = network;
    this.recorder = recorder;
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(atShutdown);
  }

  /** Launches a node; does not wait. */
  void launch(int number) throws IOException {
    int start = starts.merge(number, 1, Integer::sum);
    String name = "n%d.%d".formatted(number, start);
    List<String> command = new ArrayList<>(network.launch(number));
    command.addAll(options.java());
    command.add(Agent.class.getName());
    command.addAll(List.of(full(number), "" + options.mapperPort(), options.topology()));
    command.add(network.strategy(options.numbers().map(this::full).toList()));
    command.addAll(List.of("" + options.silence().toSeconds(), "" + options.quorum()));
    Path log = folder.resolve(name + ".log");
    running.put(number, AgentProcess.start(name, command, log, recorder));
  }

  private String full(int number) {
    return "n%d@%s".formatted(number, network.host(number));
  }

  /** Waits until a node that was launched has joined. */
  void awaitReady(int number) throws InterruptedException {
    AgentProcess process = running.get(number);
    String ready =
        process
            .await("READY", START)
            .orElseThrow(() ->
                new NotWhole(
                    "%s did not join the others%s".formatted(process.name(), lastWords(process))));
    incarnations.put(number, Integer.valueOf(ready));
  }

  /** What a node has logged last, without stack traces. */
  private String lastWords(AgentProcess process) {
    Path log = folder.resolve(process.name() + ".log");
    try {
      List<String> lines =
          Files.readAllLines(log).stream().filter(line -> !line.startsWith("\tat ")).toList();
      int from = Math.max(0, lines.size() - LAST_WORDS);
      return lines.isEmpty() ? "" : ": " + String.join("; ", lines.subList(from, lines.size()));
    } catch (IOException unreadable) {
      return "; see " + log;
    }
  }

  /** Has a node start the managers. */
  void startManagers(int number) throws InterruptedException {
    running.get(number).tell("managers");
    running
        .get(number)
        .await("MANAGED", START)
        .orElseThrow(() -> new NotWhole("the managers are not started"));
  }

  /** Has clients begin on a node. */
  void employ(int number) {
    long seed = options.seed() * 100 + number * 10L + starts.get(number);
    running.get(number).tell("clients %d %d".formatted(options.clients(), seed));
  }

  /** Has a node do what {@link AgentCommands} knows, and waits for its answer. */
  String ask(int number, String line) throws InterruptedException {
    AgentProcess process = running.get(number);
    process.tell(line);
    String beginning = line.split(" ")[0].toUpperCase(Locale.ROOT);
    return process
        .await(beginning, START)
        .orElseThrow(() ->
            new NotWhole("%s does not answer \"%s\"; see its log".formatted(process.name(), line)));
  }

  /** Those that run: which nodes, in which of their starts. */
  Set<String> names() {
    return running.values().stream().map(AgentProcess::name).collect(Collectors.toSet());
  }

  /** Whether a node has been launched, and has not gone. */
  boolean runs(int number) {
    return incarnations.containsKey(number) && running.containsKey(number);
  }

  /** Sends a node a signal, such as {@code STOP}. */
  void signal(int number, String signal) throws IOException {
    if (!network.signal(number, signal)) node(number).signal(signal);
  }

  /** Kills a node, and waits until it is gone. */
  void kill(int number) {
    network.signal(number, "KILL");
    node(number).kill();
  }

  AgentProcess node(int number) {
    return running.get(number);
  }

  /** Waits until all that run are together. */
  void awaitTogether() throws InterruptedException {
    await(1, View::parted);
  }

  /** Waits until they are, and everything is kept on two of them. */
  void awaitWhole() throws InterruptedException {
    await(2, View::lacking);
  }

  /** Waits until nobody lacks anything, so many looks in a row. */
  private void await(int times, BiFunction<View, Map<String, Integer>, Optional<String>> lacking)
      throws InterruptedException {
    long end = System.nanoTime() + WHOLE.toNanos();
    Map<String, Integer> all = new TreeMap<>();
    for (int number : running.keySet()) all.put("n" + number, incarnations.get(number));
    Map<String, Integer> tally = new TreeMap<>();
    for (int good = 0; good < times; ) {
      List<String> seen = look();
      Set<String> lacks = new TreeSet<>();
      for (String view : seen) lacking.apply(View.parse(view), all).ifPresent(lacks::add);
      if (seen.size() < running.size()) lacks.add("answers");
      good = lacks.isEmpty() ? good + 1 : 0;
      tally.merge(lacks.isEmpty() ? "nothing" : String.join("+", lacks), 1, Integer::sum);
      if (good == 0 && System.nanoTime() > end) {
        throw new NotWhole(
            "the nodes are not together after %d s; wanted %s, seen %s; lacking in so many looks: %s"
                .formatted(WHOLE.toSeconds(), all, seen, tally));
      }
      if (good < times) Thread.sleep(Duration.ofMillis(150));
    }
  }

  private List<String> look() throws InterruptedException {
    int number = ++looks;
    running.values().forEach(each -> each.tell("look " + number));
    List<String> seen = new ArrayList<>();
    for (AgentProcess each : running.values()) {
      Optional<String> view = each.await("LOOK " + number + " ", ANSWER);
      if (view.isEmpty() && !each.isAlive()) throw new NotWhole(each.name() + " has ended");
      view.ifPresent(seen::add);
    }
    return seen;
  }

  /** Has all clients end. */
  void quiet() throws InterruptedException {
    running.values().forEach(each -> each.tell("quiet"));
    for (AgentProcess each : running.values()) {
      each.await("QUIET", START)
          .orElseThrow(() -> new NotWhole("the clients of " + each.name() + " do not end"));
    }
  }

  /** Has every node ask for all of these. */
  void read(Iterable<String> names) throws InterruptedException {
    running.values().forEach(each -> each.tell("read " + String.join(" ", names)));
    for (AgentProcess each : running.values()) {
      each.await("READ", WHOLE)
          .orElseThrow(() -> new NotWhole(each.name() + " cannot read all names"));
    }
  }

  /** Forgets a node that has ended. */
  void gone(int number) {
    running.remove(number);
  }

  /** Ends all in good order, one after the other. */
  void stopAll() throws InterruptedException {
    for (int number : List.copyOf(running.keySet())) {
      AgentProcess process = running.get(number);
      if (!process.stop(START)) throw new NotWhole(process.name() + " does not end");
      gone(number);
    }
  }

  /** Somebody wants no more of it, as by Ctrl-C: the nodes end with this program. */
  private void interrupted() {
    try {
      NemesisReport.discard(folder);
    } catch (IOException e) {
      // What is left does no harm.
    }
  }

  /** Ends them all. While this program is ending it does not return: nobody wants a report. */
  @Override
  public void close() {
    running.values().forEach(AgentProcess::close);
    try {
      Runtime.getRuntime().removeShutdownHook(atShutdown);
    } catch (IllegalStateException ending) {
      while (true) LockSupport.park();
    }
  }
}
