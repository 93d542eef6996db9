package workbook.lab.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import workbook.lab.book.UserError;

/** Plays transcripts with real nodes, which end with it. */
abstract class Player implements AutoCloseable {

  private final Map<String, PlayedConsole> consoles = new HashMap<>();
  private final Tally tally;
  private final Path folder;
  private String where = "";

  /**
   * One that has played nothing yet.
   *
   * @param folder where it leaves what helps to find out why a transcript is wrong
   */
  Player(Tally tally, Path folder) {
    this.tally = tally;
    this.folder = folder;
  }

  /** Keeps how long a console of this play has waited. */
  final void waited(String what, Duration took, Duration limit) {
    tally.waited(where + ", " + what, took, limit);
  }

  /** Does what a line for the shell says. */
  abstract void shell(Transcript.Step step, Transcript transcript)
      throws IOException, InterruptedException;

  /** Enters the console of a node into which something is to be typed, and which is not there. */
  abstract PlayedConsole open(Transcript.Step step, Transcript transcript)
      throws InterruptedException;

  /**
   * Plays them in their order, with the same nodes, and says how that went; true when all was
   * right.
   */
  final boolean play(List<Transcript> transcripts) throws IOException, InterruptedException {
    List<Transcript.Step> steps =
        transcripts.stream().flatMap(transcript -> transcript.steps().stream()).toList();
    try {
      for (Transcript transcript : transcripts) {
        where = transcript.where();
        tally.doing(where);
        play(transcript, steps);
        tally.pass(where);
      }
      checkSilent();
      return true;
    } catch (UserError error) {
      fail(error);
      return false; // What continues it would only fail for the same reason.
    }
  }

  /** Says what is wrong, what all consoles have shown until then, and keeps what they are doing. */
  private void fail(UserError error) throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder(error.getMessage());
    consoles.forEach((node, console) ->
        text.append("\n%s:\n%s".formatted(node, console.lastLines().indent(2).stripTrailing())));
    tally.fail(where, "%s", text);
    for (PlayedConsole console : consoles.values()) {
      console.dumpThreads(folder.resolve("threads-%s.txt".formatted(console.node())));
    }
  }

  private void play(Transcript transcript, List<Transcript.Step> all)
      throws IOException, InterruptedException {
    for (Transcript.Step step : transcript.steps()) {
      if (step.isShell()) {
        shell(step, transcript);
        continue;
      }
      PlayedConsole known = consoles.get(step.node());
      boolean there = known != null && known.isAlive();
      (there ? known : open(step, transcript)).play(step, later(step, all));
    }
  }

  /** What the looks show that follow a step at its console, until something is typed there. */
  private static List<String> later(Transcript.Step step, List<Transcript.Step> all) {
    return all.stream()
        .skip(all.indexOf(step) + 1)
        .filter(other -> other.node().equals(step.node()))
        .takeWhile(Transcript.Step::isLook)
        .flatMap(look -> look.expected().stream())
        .toList();
  }

  /** Has this console from now on. */
  final PlayedConsole enter(PlayedConsole console) {
    PlayedConsole before = consoles.put(console.node(), console);
    if (before != null) before.close();
    return console;
  }

  /** The console of a node that was started before. */
  final PlayedConsole known(String node, Transcript.Step step) {
    PlayedConsole console = consoles.get(node);
    if (console == null) throw UserError.of("line %d: %s was not started", step.line(), node);
    return console;
  }

  /** Nothing may have been printed that the lessons do not show. */
  private void checkSilent() throws InterruptedException {
    List<PlayedConsole> awake = consoles.values().stream().filter(PlayedConsole::isAwake).toList();
    List<String> peers = awake.stream().map(PlayedConsole::node).toList();
    for (PlayedConsole console : awake) console.askForRest(peers);
    for (PlayedConsole console : awake) console.checkSilent();
  }

  @Override
  public void close() {
    consoles.values().forEach(PlayedConsole::close);
  }
}
