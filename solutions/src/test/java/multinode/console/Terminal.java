package multinode.console;

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
    Stream<String> shared =
        Stream.of("--cookie", Nodes.COOKIE, "--mapper-port", nodes.mapperPort() + "");
    Terminal terminal =
        start(List.of(), Stream.concat(shared, Stream.of(arguments)).toArray(String[]::new));
    return nodes.closeLater(terminal);
  }

  /** Starts a node with these arguments and no others. */
  static Terminal start(List<String> ofJvm, String... arguments) throws IOException {
    String java = ProcessHandle.current().info().command().orElse("java");
    List<String> command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-XX:+UseSerialGC", "-Xshare:auto"));
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(ofJvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(NodeMain.class.getName());
    command.addAll(List.of(arguments));
    return new Terminal(new ProcessBuilder(command).redirectErrorStream(true).start());
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
    seen = output.length();
    Writer to = process.outputWriter();
    to.write(line + "\n");
    to.flush();
  }

  private void awaitPrompt() {
    Await.until("a prompt", LONG, () -> PROMPT.matcher(unseen()).find());
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
