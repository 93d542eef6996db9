package workbook.lab.verify;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import workbook.harness.Child;
import workbook.harness.ProgramResult;
import workbook.lab.book.UserError;
import workbook.lab.container.Cli;
import workbook.lab.container.Compose;
import workbook.lab.container.Looks;
import workbook.lab.node.NodeJvm;

/** Plays with containers: each line for the shell is done as it stands there. */
final class LabPlayer extends Player {

  private static final Duration LIMIT = Duration.ofSeconds(150);

  /** What only looks, and so may look again until it sees what it should. */
  private static final List<String> LOOKING = List.of("logs", "ps", "inspect");

  /** Looks at a page, unless it sends something. */
  private static final Cli CURL = new Cli(List.of("curl"), Map.of());

  private final Compose compose;

  LabPlayer(Compose compose, Setting setting, Tally tally) {
    super(tally, setting.folder());
    this.compose = compose;
  }

  @Override
  PlayedConsole open(Transcript.Step step, Transcript transcript) {
    throw UserError.of(
        "line %d: no container with a node %s was started", step.line(), step.node());
  }

  @Override
  void shell(Transcript.Step step, Transcript transcript) throws IOException, InterruptedException {
    CommandLine line = CommandLine.of(step.typed().getFirst());
    List<String> words = line.words();
    String[] rest = words.subList(1, words.size()).toArray(String[]::new);
    boolean run = words.size() > 1 && words.get(1).equals("run");
    switch (words.getFirst()) {
      case "dc" -> {
        Cli cli = compose.cli().with(line.variables());
        if (run) console(cli, "-T", words.subList(2, words.size()));
        else done(step, cli, rest);
      }
      case "docker" -> {
        if (run) run(step, new ArrayList<>(words.subList(2, words.size())));
        else done(step, Cli.DOCKER, rest);
      }
      case "curl" -> done(step, CURL, rest);
      default ->
          throw UserError.of(
              "line %d: can only play dc …, docker … and curl …, not %s",
              step.line(), step.typed().getFirst());
    }
  }

  /** A container beside those of compose, which goes when they go. */
  private void run(Transcript.Step step, List<String> words)
      throws IOException, InterruptedException {
    boolean console = words.remove("-it");
    words.addAll(0, List.of("--label", compose.label()));
    if (console) {
      console(Cli.DOCKER, "-i", words);
    } else {
      words.addFirst("run");
      done(step, Cli.DOCKER, words.toArray(String[]::new));
    }
  }

  /** A container with a console; without a terminal, which is what the option says. */
  private void console(Cli cli, String option, List<String> rest) throws InterruptedException {
    List<String> words = new ArrayList<>(List.of("run", option));
    words.addAll(rest);
    Child process = NodeJvm.start(cli.builder(words.toArray(String[]::new)), () -> {});
    try {
      enter(PlayedConsole.awaitAny(process, this::waited));
    } catch (UserError none) {
      process.close();
      throw none;
    }
  }

  private void done(Transcript.Step step, Cli cli, String[] words)
      throws IOException, InterruptedException {
    boolean looks =
        cli == CURL
            ? !List.of(words).contains("-d")
            : Arrays.stream(words).anyMatch(LOOKING::contains);
    long start = System.nanoTime();
    Seen seen =
        Looks.until(looks ? LIMIT : Duration.ZERO, Seen::good, () -> Seen.of(step, cli.run(words)));
    if (looks) {
      waited("line " + step.line(), Duration.ofNanos(System.nanoTime() - start), LIMIT);
    }
    if (seen.good()) return;
    ProgramResult result = seen.result();
    throw UserError.of(
        "line %d, %s: expected %s, but %s",
        step.line(),
        step.typed().getFirst(),
        step.expected(),
        result.good()
            ? "printed " + withLog(seen.printed(), result.err())
            : "it ended with %d: %s%s".formatted(result.code(), result.out(), result.err()));
  }

  /** What a command did, and whether it printed what it should. */
  private record Seen(ProgramResult result, List<String> printed, boolean like) {

    static Seen of(Transcript.Step step, ProgramResult result) {
      List<String> printed = result.out().lines().filter(line -> !line.isBlank()).toList();
      // What is not shown may be anything: it differs from one version to the next.
      boolean like =
          step.expected().isEmpty()
              || Likeness.of(step.expected(), printed)
              || Likeness.of(step.expected(), withLog(printed, result.err()));
      return new Seen(result, printed, like);
    }

    boolean good() {
      return result.good() && like;
    }
  }

  /** What a node prints, and then its log, where a lesson shows lines of that. */
  private static List<String> withLog(List<String> printed, String log) {
    List<String> all = new ArrayList<>(printed);
    log.lines().forEach(all::add);
    return all;
  }

  @Override
  public void close() {
    super.close();
    try {
      compose.down();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
