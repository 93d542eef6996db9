package multinode.console;

import java.io.BufferedInputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdk.jshell.tool.JavaShellToolBuilder;
import multinode.node.Here;
import multinode.node.Node;

/**
 * JShell as the console of a node: its prompt is the node's name, and the node's words are known.
 */
final class Console {

  /** Where words and features are looked for: a room has some if it has a class of that name. */
  static final List<String> ROOMS =
      List.of(
          "console",
          "genserver",
          "building",
          "cluster",
          "supervisor",
          "registry",
          "swarm",
          "manager",
          "roomy",
          "app",
          "web");

  private final Node node;
  private final Optional<Screen> screen;

  Console(Node node, Optional<Screen> screen) {
    this.node = node;
    this.screen = screen;
  }

  /** Reads and runs what is typed, until the end of input. */
  void run() throws Exception {
    Path startup = Files.createTempFile("multinode", ".jsh");
    try {
      Files.write(startup, startup());
      shell(startup);
    } finally {
      Files.delete(startup);
    }
  }

  /** What is known from the first prompt on; a stage's console has only the rooms up to it. */
  private static List<String> startup() {
    List<String> lines = new ArrayList<>();
    lines.add("import module java.base;");
    lines.add("import multinode.process.*;");
    lines.add("import multinode.node.*;");
    for (String room : rooms()) {
      lines.add("import multinode." + room + ".*;");
      lines.add("import static multinode." + room + ".Words.*;");
    }
    return lines;
  }

  /** The rooms that are there and have words. */
  static List<String> rooms() {
    return ROOMS.stream()
        .filter(room -> Console.class.getResource("/multinode/" + room + "/Words.class") != null)
        .toList();
  }

  private void shell(Path startup) throws Exception {
    Session session = new Session();
    Here.enter(node);
    node.luggage().along(function -> Packer.pack(session, function));
    PrintStream out = screen.map(Screen::out).orElse(System.out);
    JavaShellToolBuilder shell =
        JavaShellToolBuilder.builder()
            .persistence(preferences())
            .out(new ShortErrors(out), out, out);
    if (screen.isEmpty()) shell.in(new BufferedInputStream(System.in), null);
    String[] arguments = {
      "--class-path",
      System.getProperty("java.class.path"),
      "--startup",
      startup.toString(),
      "--execution",
      ShellExecution.NAME
    };
    ScopedValue.where(Session.STARTING, session)
        .call(() -> {
          if (screen.isPresent()) screen.get().run(shell, arguments);
          else shell.start(arguments);
          return true;
        });
  }

  /** How things look; what was typed before, which is nothing, is the last that is asked for. */
  private Map<String, String> preferences() {
    Map<String, String> preferences =
        new HashMap<>() {
          @Override
          public Set<String> keySet() {
            screen.ifPresent(Screen::started);
            return super.keySet();
          }
        };
    preferences.put("MODE2", Look.of(node.self().toString()));
    preferences.put("FEEDBACK", Look.NAME);
    return preferences;
  }
}
