package workbook.lab.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import workbook.lab.book.Trouble;
import workbook.lab.node.FreePort;
import workbook.lab.node.NodeJvm;
import workbook.lab.node.NodeProcess;

/** Plays transcripts with real nodes, on a port mapper of their own. */
final class Player implements AutoCloseable {

  private static final String COOKIE = "monster";

  private final Setting setting;
  private final int mapperPort = FreePort.find();
  private final Map<String, PlayedConsole> consoles = new HashMap<>();

  Player(Setting setting) {
    this.setting = setting;
  }

  /** Plays one, with the nodes of those before; throws what differs from the lesson. */
  void play(Transcript transcript) throws IOException, InterruptedException {
    for (Transcript.Step step : transcript.steps()) {
      if (step.isShell()) shell(step, transcript);
      else console(step.node(), transcript).play(step);
    }
  }

  /** Ends the play: nothing may have been printed that the lessons do not show. */
  void checkSilent() throws InterruptedException {
    List<PlayedConsole> awake = consoles.values().stream().filter(PlayedConsole::isAwake).toList();
    List<String> peers = awake.stream().map(PlayedConsole::node).toList();
    for (PlayedConsole console : awake) console.askForRest(peers);
    for (PlayedConsole console : awake) console.checkSilent();
  }

  private PlayedConsole console(String node, Transcript transcript) throws InterruptedException {
    PlayedConsole known = consoles.get(node);
    if (known != null && known.isAlive()) return known;
    String cookie = transcript.cookies().getOrDefault(shortName(node), COOKIE);
    return start(List.of(node, "--cookie", cookie));
  }

  private PlayedConsole start(List<String> words) throws InterruptedException {
    List<String> all = new ArrayList<>(words);
    String node = fullName(words.getFirst());
    all.set(0, node);
    if (!all.contains("--mapper-port")) all.addAll(List.of("--mapper-port", "" + mapperPort));
    NodeProcess process = NodeProcess.start(NodeJvm.arguments(setting.book(), all));
    PlayedConsole console = new PlayedConsole(node, process);
    PlayedConsole before = consoles.put(node, console);
    if (before != null) before.close();
    console.awaitFirstPrompt();
    return console;
  }

  private void shell(Transcript.Step step, Transcript transcript)
      throws IOException, InterruptedException {
    List<String> words = Arrays.asList(step.typed().getFirst().split("\\s+"));
    if (words.size() == 3 && words.getFirst().equals("kill")) {
      PlayedConsole console = consoles.get(fullName(words.get(2)));
      if (console == null)
        throw Trouble.of("line %d: %s was not started", step.line(), words.get(2));
      console.signal(words.get(1));
    } else if (words.size() > 2 && words.subList(0, 2).equals(List.of("./lab", "node"))) {
      start(words.subList(2, words.size()));
    } else {
      throw Trouble.of(
          "line %d: can only play kill -9 (-STOP, -CONT) NODE and ./lab node NAME …, not %s",
          step.line(), step.typed().getFirst());
    }
    if (!step.expected().isEmpty()) {
      throw Trouble.of("line %d: that command prints nothing here", step.line());
    }
  }

  private static String fullName(String name) {
    return name.contains("@") ? name : name + "@127.0.0.1";
  }

  private static String shortName(String node) {
    return node.substring(0, node.indexOf('@'));
  }

  @Override
  public void close() {
    consoles.values().forEach(PlayedConsole::close);
  }
}
