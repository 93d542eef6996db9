package workbook.lab.verify;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import workbook.lab.book.Trouble;
import workbook.lab.node.NodeProcess;

/** The console of a real node, into which a transcript is typed. */
final class PlayedConsole implements AutoCloseable {

  /** Parts of a cluster that meet again may need 10 s for it, twice when the first try fails. */
  private static final Duration LIMIT = Duration.ofSeconds(45);

  private final String node;
  private final NodeProcess process;
  private final ConsoleOutput output;
  private final UnaryOperator<String> shown;
  private boolean frozen;
  private int seen;

  /** Where the step before began: a look may find there what the log was quicker to print. */
  private int former;

  private int prompt;

  PlayedConsole(String node, NodeProcess process) {
    this(node, process, UnaryOperator.identity());
  }

  /** One whose lesson shows something else than what is printed. */
  PlayedConsole(String node, NodeProcess process, UnaryOperator<String> shown) {
    this.node = node;
    this.process = process;
    this.shown = shown;
    this.output = new ConsoleOutput(node);
  }

  /** The console that a process shows, of whatever node; what came before it is not looked at. */
  static PlayedConsole awaitAny(NodeProcess process) throws InterruptedException {
    process.await(text -> ConsoleOutput.ofFirstPrompt(text).isPresent(), LIMIT);
    String node =
        ConsoleOutput.ofFirstPrompt(process.printed())
            .orElseThrow(
                () -> Trouble.of("it shows no prompt; it printed: %s", process.printed().strip()))
            .node();
    PlayedConsole console = new PlayedConsole(node, process);
    console.awaitFirstPrompt();
    console.seen = process.printed().indexOf(node + "(");
    return console;
  }

  String node() {
    return node;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  boolean isAwake() {
    return isAlive() && !frozen;
  }

  void awaitFirstPrompt() throws InterruptedException {
    if (process.await(text -> output.lastPrompt(text).isPresent(), LIMIT)) {
      prompt = output.lastPrompt(process.printed()).orElseThrow();
      return;
    }
    throw Trouble.of("%s shows no prompt; it printed: %s", node, process.printed().strip());
  }

  /** Types what a step types, and waits until that has printed what it should. */
  void play(Transcript.Step step) throws InterruptedException {
    String what =
        "line %d, %s(%d)> %s".formatted(step.line(), node, step.prompt(), step.typed().getFirst());
    if (step.prompt() != prompt) {
      throw Trouble.of("%s: the prompt's number is %d now", what, prompt);
    }
    int mark = process.printed().length();
    if (!step.isLook()) step.typed().forEach(process::type);
    List<String> typed = step.isLook() ? List.of() : step.typed();
    boolean like =
        process.await(
            text ->
                (step.isLook() || output.lastPrompt(text.substring(mark)).isPresent())
                    && Likeness.ofConsole(step.expected(), printed(step, text, typed)),
            LIMIT);
    String text = process.printed();
    List<String> printed = printed(step, text, typed);
    // A console that is told to end shows no prompt any more.
    if (!like && !(ended() && Likeness.ofConsole(step.expected(), printed))) {
      throw Trouble.of("%s: expected %s, but printed %s", what, step.expected(), printed);
    }
    OptionalInt next = output.lastPrompt(text.substring(mark));
    if (next.isPresent()) prompt = next.getAsInt();
    if (!step.isLook()) former = seen;
    seen = output.end(text);
  }

  private List<String> printed(Transcript.Step step, String text, List<String> typed) {
    List<String> printed = new ArrayList<>();
    if (step.isLook()) {
      printed.addAll(Likeness.logged(lines(text.substring(former, seen), List.of())));
    }
    printed.addAll(lines(text.substring(seen), typed));
    return printed;
  }

  private boolean ended() {
    return !process.isAlive();
  }

  void signal(String signal) throws IOException, InterruptedException {
    process.signal(signal);
    frozen = signal.equals("-STOP");
  }

  /** Begins to ask what is still on its way here, from these nodes. */
  void askForRest(List<String> nodes) {
    process.type(LastLines.typed(nodes));
  }

  /** Waits for that; nothing more may have been printed than the lesson shows. */
  void checkSilent() throws InterruptedException {
    boolean came = process.await(text -> LastLines.areIn(rest(text)), LIMIT);
    List<String> rest = LastLines.without(rest(process.printed()));
    if (!Likeness.ofConsole(List.of(), rest)) throw Trouble.of("%s printed also %s", node, rest);
    if (!came && !ended()) throw Trouble.of("%s does not answer at the end of the lesson", node);
  }

  private List<String> rest(String text) {
    return lines(text.substring(seen), List.of());
  }

  private List<String> lines(String printed, List<String> typed) {
    return output.lines(shown.apply(printed), typed);
  }

  @Override
  public void close() {
    process.close();
  }
}
