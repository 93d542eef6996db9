package multinode.console;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workbook.harness.Await;
import workbook.harness.Nodes;

/** A node's program in a process of its own, with somebody who types and reads. */
final class Terminal implements AutoCloseable {

  /** Starting a console takes seconds where many start at a time. */
  static final Duration LONG = Duration.ofSeconds(30);

  private static final Pattern PROMPT = Pattern.compile("\\w@127\\.0\\.0\\.1\\(\\d+\\)> ");

  private final Process process;
  private final StringBuffer output = new StringBuffer();
  private final Thread reader;
  private int seen;

  private Terminal(Process process) {
    this.process = process;
    this.reader = Thread.ofVirtual().name("terminal").start(this::read);
  }

  /** Starts a node with the cookie and the port mapper of the test's nodes. */
  static Terminal open(Nodes nodes, String... arguments) throws IOException {
    return open(nodes, List.of(), arguments);
  }

  /** The same, with flags of its JVM. */
  static Terminal open(Nodes nodes, List<String> ofJvm, String... arguments) throws IOException {
    return nodes.closeLater(start(ofJvm, shared(nodes, arguments)));
  }

  /** The same in a terminal of 100 columns, with the flags that its prompt takes. */
  static Terminal inTerminal(Nodes nodes, String... arguments) throws IOException {
    List<String> command = command(Prompt.FLAGS, shared(nodes, arguments));
    String quoted = command.stream().map("'%s'"::formatted).collect(joining(" "));
    ProcessBuilder script =
        new ProcessBuilder("script", "-qec", "stty cols 100 rows 24; exec " + quoted, "/dev/null");
    script.environment().put("TERM", "xterm");
    return nodes.closeLater(new Terminal(script.redirectErrorStream(true).start()));
  }

  private static String[] shared(Nodes nodes, String... arguments) {
    Stream<String> shared =
        Stream.of("--cookie", Nodes.COOKIE, "--mapper-port", nodes.mapperPort() + "");
    return Stream.concat(shared, Stream.of(arguments)).toArray(String[]::new);
  }

  /** Starts a node with these arguments and no others. */
  static Terminal start(List<String> ofJvm, String... arguments) throws IOException {
    ProcessBuilder node = new ProcessBuilder(command(ofJvm, arguments));
    return new Terminal(node.redirectErrorStream(true).start());
  }

  private static List<String> command(List<String> ofJvm, String... arguments) {
    String java = ProcessHandle.current().info().command().orElse("java");
    List<String> command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-XX:+UseSerialGC", "-Xshare:auto"));
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(ofJvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(NodeMain.class.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  private void read() {
    char[] some = new char[4096];
    try (Reader from = process.inputReader()) {
      for (int count; (count = from.read(some)) >= 0; ) output.append(some, 0, count);
    } catch (IOException ended) {
      // With its process.
    }
  }

  /** Types a line, once there is a prompt, and waits for the next prompt. */
  Terminal type(String line) throws IOException {
    send(line);
    awaitPrompt();
    return this;
  }

  /** Types a line, once there is a prompt. */
  void send(String line) throws IOException {
    awaitPrompt();
    begin(line + "\n");
  }

  /** Types the beginning of a line. */
  Terminal begin(String text) throws IOException {
    seen = output.length();
    Writer to = process.outputWriter();
    to.write(text);
    to.flush();
    return this;
  }

  /** Types a line, and returns the lines that come before the next prompt. */
  List<String> answer(String line) throws IOException {
    type(line);
    String text = PROMPT.matcher(unseen()).replaceAll("");
    return text.lines()
        .map(String::stripTrailing)
        .filter(one -> !one.isBlank() && !one.equals(line)) // It echoes what is typed.
        .toList();
  }

  private void awaitPrompt() {
    try {
      Await.until("a prompt", LONG, () -> PROMPT.matcher(unseen()).find());
    } catch (AssertionError e) {
      assertThat(unseen()).containsPattern(PROMPT);
    }
  }

  private String unseen() {
    return output.substring(seen);
  }

  /** Waits until it has printed this since the last line was typed. */
  Terminal says(String text) {
    try {
      Await.until(text, LONG, () -> unseen().contains(text));
    } catch (AssertionError e) {
      assertThat(unseen()).contains(text);
    }
    return this;
  }

  /** Ends its input, as Ctrl-D does. */
  void endInput() throws IOException {
    process.outputWriter().close();
  }

  /** Waits for its end. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it still runs; it has printed:\n" + output);
    }
    reader.join(LONG);
    return process.exitValue();
  }

  /** All that it has printed. */
  String printed() {
    return output.toString();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
