package workbook.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;
import workbook.lab.book.UserError;
import workbook.lab.node.NodeJvm;
import workbook.lab.run.Maven;

/** {@code ./lab bench}: how fast the finished system is. */
@Command(
    name = "bench",
    header = "Measure the finished system: processes, messages, nodes that come and go.",
    description = {
      "",
      "Say which rows to measure, or none for all; --list tells which there are, --quick only",
      "shows that they work, --peers FILE puts the figures of others beside. Leave the machine",
      "alone meanwhile. What is measured, and how: solutions/doc/benchmarks.md.",
      ""
    })
final class BenchCommand extends LabCommand {

  @Unmatched private final List<String> words = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    build();
    List<String> bench = new ArrayList<>(List.of("--sun-misc-unsafe-memory-access=allow", "-cp"));
    bench.add("@" + book.solutions().resolve("target/bench-classpath.txt"));
    bench.addAll(List.of("multinode.bench.Bench", "--jar", NodeJvm.classPath(book)));
    for (String flag : NodeJvm.flags(book)) bench.addAll(List.of("--flag", flag));
    bench.addAll(words);
    Process process =
        new ProcessBuilder(NodeJvm.java(bench)).directory(book.root().toFile()).inheritIO().start();
    try {
      return process.waitFor();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private void build() throws IOException, InterruptedException {
    screen.line("Building the benchmarks");
    Files.createDirectories(book.state());
    Path log = book.state().resolve("bench-build.log");
    List<String> goals = List.of("-q", "-Pbench", "process-test-classes", "-pl", "solutions");
    if (Maven.run(book, log, goals) != 0) {
      throw UserError.of("Cannot build the benchmarks; what Maven said is in %s", book.show(log));
    }
  }
}
