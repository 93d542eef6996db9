package workbook.lab.verify;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import workbook.lab.book.TestCase;
import workbook.lab.node.NodeJvm;

/** A JVM with a {@link Worker}; a new one when the last one hung or died. */
final class WorkerJvm implements AutoCloseable {

  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx768m",
          "-Xlog:disable",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
          "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
          // Mockito lets its agent in when a test first needs it: allowed, and without warnings.
          "-XX:+EnableDynamicAgentLoading",
          "-XX:-PrintWarnings",
          "-Djdk.attach.allowAttachSelf=true",
          "-Dworkbook.deadline.ms=1500",
          "-Dworkbook.timeout.ms=6000");
  private static final Duration LIMIT = Duration.ofSeconds(45);

  /** The exit code of a JVM that crashed: 128 and SIGABRT. */
  private static final int ABORTED = 134;

  private final Setting setting;
  private Process process;
  private BufferedWriter jobs;
  private BufferedReader answers;

  WorkerJvm(Setting setting) {
    this.setting = setting;
  }

  /**
   * Runs a job; empty when it did not come to an end. Where the JVM itself crashed, which is no
   * answer, it is tried once more.
   */
  Optional<List<TestCase>> run(Job job) throws IOException {
    Optional<List<TestCase>> ran = once(job);
    return ran.isEmpty() && crashed() ? once(job) : ran;
  }

  private boolean crashed() {
    try {
      return process.waitFor() == ABORTED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Optional<List<TestCase>> once(Job job) throws IOException {
    if (process == null || !process.isAlive()) start();
    jobs.write(job.write());
    jobs.newLine();
    jobs.flush();
    Process running = process;
    CompletableFuture<Void> guard =
        CompletableFuture.runAsync(
            running::destroyForcibly,
            CompletableFuture.delayedExecutor(LIMIT.toSeconds(), TimeUnit.SECONDS));
    List<TestCase> cases = new ArrayList<>();
    try {
      for (String line; (line = answers.readLine()) != null; ) {
        if (line.equals(Worker.LAST)) close();
        if (line.equals(Worker.LAST) || line.equals(Worker.END)) return Optional.of(cases);
        // Other lines are the JVM's own, or of somebody who found the real standard output.
        if (line.startsWith(Worker.CASE)) cases.add(Worker.read(job.testClass(), line));
        else note(line);
      }
      return Optional.empty();
    } finally {
      guard.cancel(false);
    }
  }

  private void start() throws IOException {
    List<String> command = new ArrayList<>(List.of(NodeJvm.java().toString()));
    command.addAll(FLAGS);
    command.add("-XX:ErrorFile=" + setting.folder().resolve("crash-%p.log"));
    command.add("-Dworkbook.root=" + setting.book().root());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Worker.class.getName());
    File log = setting.folder().resolve("worker.log").toFile();
    process = new ProcessBuilder(command).redirectError(Redirect.appendTo(log)).start();
    jobs = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  private void note(String line) throws IOException {
    Files.writeString(
        setting.folder().resolve("worker.log"),
        line + System.lineSeparator(),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  @Override
  public void close() {
    if (process == null) return;
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}
