package multinode.console;

import java.io.BufferedInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import jdk.jshell.tool.JavaShellToolBuilder;
import multinode.node.Here;
import multinode.node.Node;

/**
 * JShell as the console of a node: its prompt is the node's name, and the node's words are known.
 */
final class Console {

  private static final String STARTUP =
      """
      import module java.base;
      import multinode.process.*;
      import multinode.node.*;
      import static multinode.console.Words.*;
      """;

  private final Node node;

  Console(Node node) {
    this.node = node;
  }

  /** Reads and runs what is typed, until the end of input. */
  void run() throws Exception {
    Path startup = Files.createTempFile("multinode", ".jsh");
    try {
      Files.writeString(startup, STARTUP);
      shell(startup);
    } finally {
      Files.delete(startup);
    }
  }

  private void shell(Path startup) throws Exception {
    Session session = new Session();
    Here.enter(node);
    node.luggage().along(function -> Packer.pack(session, function));
    Map<String, String> preferences = new HashMap<>();
    preferences.put("MODE2", Look.of(node.self().toString()));
    preferences.put("FEEDBACK", Look.NAME);
    JavaShellToolBuilder shell = JavaShellToolBuilder.builder().persistence(preferences);
    boolean terminal = System.console() != null && System.console().isTerminal();
    if (!terminal) shell.in(new BufferedInputStream(System.in), null);
    ScopedValue.where(Session.STARTING, session)
        .call(() ->
            shell.start(
                "--class-path",
                System.getProperty("java.class.path"),
                "--startup",
                startup.toString(),
                "--execution",
                ShellExecution.NAME));
  }
}
