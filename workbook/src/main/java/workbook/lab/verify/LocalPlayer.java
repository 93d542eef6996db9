package workbook.lab.verify;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import workbook.harness.Child;
import workbook.harness.Ports;
import workbook.lab.book.UserError;
import workbook.lab.node.NodeJvm;

/** Plays with nodes on this machine, on a port mapper of their own. */
final class LocalPlayer extends Player {

  private static final String COOKIE = "monster";

  private final Setting setting;
  private final int mapperPort = Ports.free();
  private final OwnTopology topology = new OwnTopology(mapperPort);

  LocalPlayer(Setting setting, Tally tally) {
    super(tally, setting.folder());
    this.setting = setting;
  }

  /** A node is started when somebody types into its console. */
  @Override
  PlayedConsole open(Transcript.Step step, Transcript transcript) throws InterruptedException {
    String node = step.node();
    String shortName = node.substring(0, node.indexOf('@'));
    return start(List.of(node, "--cookie", transcript.cookies().getOrDefault(shortName, COOKIE)));
  }

  private PlayedConsole start(List<String> words) throws InterruptedException {
    List<String> all = topology.in(words);
    String node = fullName(words.getFirst());
    all.set(0, node);
    if (!all.contains("--cookie")) all.addAll(List.of("--cookie", COOKIE));
    if (!all.contains("--mapper-port")) all.addAll(List.of("--mapper-port", "" + mapperPort));
    Child process = NodeJvm.start(NodeJvm.shortLived(setting.book(), all), () -> {});
    PlayedConsole console = enter(new PlayedConsole(node, process, topology::shown, this::waited));
    console.awaitFirstPrompt();
    return console;
  }

  @Override
  void shell(Transcript.Step step, Transcript transcript) throws IOException, InterruptedException {
    List<String> words = Arrays.asList(step.typed().getFirst().split("\\s+"));
    if (words.size() == 3 && words.getFirst().equals("kill")) {
      known(fullName(words.get(2)), step).signal(words.get(1));
    } else if (words.size() > 2 && words.subList(0, 2).equals(List.of("./lab", "node"))) {
      start(words.subList(2, words.size()));
    } else {
      throw UserError.of(
          "line %d: can only play kill -9 (-STOP, -CONT) NODE and ./lab node NAME …, not %s",
          step.line(), step.typed().getFirst());
    }
    if (!step.expected().isEmpty()) {
      throw UserError.of("line %d: that command prints nothing here", step.line());
    }
  }

  private static String fullName(String name) {
    return name.contains("@") ? name : name + "@127.0.0.1";
  }
}
