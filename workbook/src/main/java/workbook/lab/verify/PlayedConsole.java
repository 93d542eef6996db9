package workbook.lab.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import workbook.harness.Child;
import workbook.harness.ProgramResult;
import workbook.lab.book.UserError;

/** The console of a real node, into which a transcript is typed. */
final class PlayedConsole implements AutoCloseable {

  /** Keeps how long it has waited for something. */
  interface Waits {
    void add(String what, Duration took, Duration limit);
  }

  /**
   * Longer than what a console's words wait: parts of a cluster that meet may need several tries.
   */
  private static final Duration LIMIT = Duration.ofSeconds(75);

  /** The same for a container and the JVM in it, which start among others that do. */
  private static final Duration CONTAINER = LIMIT.multipliedBy(2);

  /** So many lines of it are shown when something is wrong. */
  private static final int LAST = 30;

  private static final Duration DUMP = Duration.ofSeconds(10);

  private final String node;
  private final Child process;
  private final ConsoleOutput output;
  private final UnaryOperator<String> shown;
  private final Waits waits;
  private boolean frozen;
  private int prompt;

  /** Up to where all that is printed is accounted for. */
  private int seen;

  /** Where it began to print after something was last typed, and what the lesson shows since. */
  private int begin;

  private List<String> typed = List.of();
  private List<String> answer = List.of();
  private final List<String> news = new ArrayList<>();

  /** One whose lesson shows, perhaps, something else than what is printed. */
  PlayedConsole(String node, Child process, UnaryOperator<String> shown, Waits waits) {
    this.node = node;
    this.process = process;
    this.shown = shown;
    this.waits = waits;
    this.output = new ConsoleOutput(node);
  }

  /** The console that a process shows, of whatever node; what came before it is not looked at. */
  static PlayedConsole awaitAny(Child process, Waits waits) throws InterruptedException {
    process.await(text -> ConsoleOutput.ofFirstPrompt(text).isPresent(), CONTAINER);
    String node =
        ConsoleOutput.ofFirstPrompt(process.printed())
            .orElseThrow(
                () -> UserError.of("it shows no prompt; it printed: %s", process.printed().strip()))
            .node();
    PlayedConsole console = new PlayedConsole(node, process, UnaryOperator.identity(), waits);
    console.awaitFirstPrompt();
    console.seen = process.printed().indexOf(node + "(");
    console.begin = console.seen;
    return console;
  }

  String node() {
    return node;
  }

  /** The end of what it has printed. */
  String lastLines() {
    List<String> lines = process.printed().lines().toList();
    String last = String.join("\n", lines.subList(Math.max(0, lines.size() - LAST), lines.size()));
    return (frozen ? "(frozen)\n" : isAlive() ? "" : "(ended)\n") + last;
  }

  /**
   * What its threads are doing, into a file; virtual ones too. Nothing where it is not this
   * machine's process, is frozen, or does not answer. JDK 25.0.3 may crash meanwhile, so this is
   * the last that is asked of it.
   */
  void dumpThreads(Path file) throws IOException, InterruptedException {
    if (!isAwake()) return;
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    String[] command = {
      jcmd,
      "" + process.pid(),
      "Thread.dump_to_file",
      "-overwrite",
      file.toAbsolutePath().toString()
    };
    ProgramResult.of(new ProcessBuilder(command), DUMP);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  boolean isAwake() {
    return isAlive() && !frozen;
  }

  void awaitFirstPrompt() throws InterruptedException {
    if (await(node + " starts", text -> output.lastPrompt(text).isPresent())) {
      prompt = output.lastPrompt(process.printed()).orElseThrow();
      return;
    }
    throw UserError.of("%s shows no prompt; it printed: %s", node, process.printed().strip());
  }

  /**
   * Types what a step types, and waits until that has printed what it should.
   *
   * @param later what the looks behind this step show, and so may have come already
   */
  void play(Transcript.Step step, List<String> later) throws InterruptedException {
    String what =
        "line %d, %s(%d)> %s".formatted(step.line(), node, step.prompt(), step.typed().getFirst());
    if (step.prompt() != prompt) {
      throw UserError.of("%s: the prompt's number is %d now", what, prompt);
    }
    if (step.isLook()) news.addAll(step.expected());
    else type(step);
    Shown due = shown(later);
    boolean like =
        await(
            what,
            text ->
                (step.isLook() || output.lastPrompt(text).orElse(prompt) > prompt)
                    && Likeness.ofConsole(due, printed(text)));
    String text = process.printed();
    // A console that is told to end shows no prompt any more.
    if (!like && (isAlive() || !Likeness.ofConsole(due, printed(text)))) {
      throw UserError.of("%s: expected %s, but printed %s", what, step.expected(), printed(text));
    }
    prompt = output.lastPrompt(text).orElse(prompt);
    seen = output.end(text);
  }

  private void type(Transcript.Step step) {
    boolean more = shown(List.of()).isOpen();
    begin = seen;
    typed = step.typed();
    news.clear();
    answer = new ArrayList<>(step.expected());
    if (more) answer.addFirst(Likeness.ANYTHING);
    typed.forEach(process::type);
  }

  /** What the lesson shows since something was last typed. */
  private Shown shown(List<String> later) {
    List<String> all = new ArrayList<>(news);
    all.addAll(later);
    return new Shown(answer, all, news.size());
  }

  private List<String> printed(String text) {
    return output.lines(shown.apply(text.substring(begin)), typed);
  }

  private boolean await(String what, Predicate<String> wanted) throws InterruptedException {
    long start = System.nanoTime();
    boolean came = process.await(wanted, LIMIT);
    waits.add(what, Duration.ofNanos(System.nanoTime() - start), LIMIT);
    return came;
  }

  /** Sends it a signal, such as {@code -STOP}. */
  void signal(String signal) throws IOException {
    if (signal.equals("-9")) process.close();
    else process.signal(signal.substring(1));
    frozen = signal.equals("-STOP");
  }

  /** Begins to ask what is still on its way here, from these nodes. */
  void askForRest(List<String> nodes) {
    process.type(LastLines.typed(nodes));
  }

  /** Waits for that; nothing more may have been printed than the lesson shows. */
  void checkSilent() throws InterruptedException {
    boolean came = await(node + " is silent", text -> LastLines.areIn(printed(text)));
    List<String> rest = LastLines.without(printed(process.printed()));
    if (!Likeness.ofConsole(shown(List.of()), rest)) {
      List<String> more =
          LastLines.without(
              output.lines(shown.apply(process.printed().substring(seen)), List.of()));
      throw UserError.of("%s printed also %s", node, more);
    }
    if (!came && isAlive()) throw UserError.of("%s does not answer at the end of the lesson", node);
  }

  @Override
  public void close() {
    process.close();
  }
}
