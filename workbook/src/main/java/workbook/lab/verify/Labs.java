package workbook.lab.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.harness.Ports;
import workbook.lab.book.Screen;
import workbook.lab.book.Stage;
import workbook.lab.book.UserError;
import workbook.lab.container.Caddy;
import workbook.lab.container.Compose;
import workbook.lab.container.Engine;
import workbook.lab.container.Image;

/** (f) Every transcript of a container lab is true: real containers print what it prints. */
final class Labs implements Check.Proof, AutoCloseable {

  /**
   * The network that the labs' texts show. A play has another, of those that are there for trying
   * things out (RFC 2544), so that whoever learns here meanwhile is not disturbed.
   */
  private static final String NETWORK = "172.30.4.";

  /** The variable that says which image of Caddy a lab uses. */
  private static final String CADDY = "LAB_CADDY";

  private static final Pattern PROJECT = Pattern.compile("(?m)^COMPOSE_PROJECT_NAME=(\\S+)$");

  /** The ports of this machine that the labs' texts show; a play has others, which are free. */
  private static final Map<String, String> PORTS =
      Map.of("8080", "LAB_PORT", "8081", "LAB_PORT1", "8082", "LAB_PORT2", "8083", "LAB_PORT3");

  private final Setting setting;
  private final String only;
  private final List<Player> players = new ArrayList<>();
  private List<String> compose = List.of();
  private String skipped = "";
  private boolean caddy;

  /** Those of all labs, or of the one whose text is wanted. */
  Labs(Setting setting, String only) {
    this.setting = setting;
    this.only = only;
  }

  /** Why nothing can be played here; empty when it can. */
  String skipped() {
    return skipped;
  }

  /** What it proves. */
  String title() {
    return isPlace(only) ? "labs true at " + only : "labs true";
  }

  /** Whether a lab's text is meant. */
  static boolean isPlace(String only) {
    return only.startsWith("solutions/labs/");
  }

  @Override
  public List<Path> inputs() {
    return List.of(setting.book().solutions().resolve("labs"));
  }

  /** Looks for an engine, and gives it the image; before all else, because that takes Maven. */
  void prepare(Screen screen) throws IOException, InterruptedException {
    switch (Engine.find()) {
      case Engine.Absent(String why, String advice) ->
          skipped = "no container engine answers (%s); %s".formatted(why, advice);
      case Engine.Ready _ -> {
        Optional<List<String>> found = Compose.find();
        compose = found.orElse(List.of());
        if (found.isEmpty()) {
          skipped =
              "no docker compose answers; install Docker's plugin, or Debian's docker-compose";
          return;
        }
        new Image(setting.book()).provide(screen);
        caddy = Caddy.find().isPresent();
        if (caddy) new Caddy(setting.book()).provide(screen);
      }
    }
  }

  @Override
  public void run(Tally tally) throws Exception {
    if (!skipped.isEmpty()) {
      tally.skip(skipped);
      return;
    }
    for (Path lab : setting.labs()) {
      String readme = setting.book().show(lab.resolve("README.md"));
      if (isPlace(only) && !readme.startsWith(only)) continue;
      if (!caddy && Stage.read(lab.resolve("compose.yaml")).contains(CADDY)) {
        tally.leaveOut(readme + ": it needs Caddy, and this machine has none: apt install caddy");
      } else {
        play(lab, tally);
      }
    }
  }

  private void play(Path lab, Tally tally) throws IOException, InterruptedException {
    Path readme = lab.resolve("README.md");
    Matcher name = PROJECT.matcher(Stage.read(lab.resolve(".env")));
    if (!name.find()) throw UserError.of("%s/.env has no COMPOSE_PROJECT_NAME", lab);
    String project = "%s-verify-%d".formatted(name.group(1), ProcessHandle.current().pid());
    String network = "198.18.%d.".formatted(ThreadLocalRandom.current().nextInt(256));
    Map<String, String> variables = new HashMap<>();
    variables.put("LAB_NETWORK", network + "0/24");
    variables.put("LAB_HOSTS", network);
    variables.put(CADDY, Caddy.NAME);
    String text = Stage.read(readme).replace(NETWORK, network).replace(name.group(1), project);
    int free = Ports.free();
    for (var port : PORTS.entrySet()) {
      variables.put(port.getValue(), "" + free);
      text = text.replace("localhost:" + port.getKey(), "localhost:" + free++);
    }
    for (List<Transcript> one : Transcript.read(setting.book().show(readme), text, tally)) {
      try (Player player =
          enter(new LabPlayer(Compose.of(compose, lab, project, variables), setting, tally))) {
        player.play(one);
      }
    }
  }

  private synchronized Player enter(Player player) {
    players.add(player);
    return player;
  }

  /** Ends what it has started, whatever it is doing. */
  @Override
  public synchronized void close() {
    players.forEach(player -> {
      try {
        player.close();
      } catch (Exception e) {
        System.err.println(e.getMessage());
      }
    });
  }
}
