package workbook.lab;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;
import workbook.lab.bench.Otp;
import workbook.lab.bench.RawTcp;
import workbook.lab.bench.Samples;
import workbook.lab.bench.Versus;
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
      "shows that they work, --peers FILE puts the figures of others beside. --otp measures",
      "Erlang/OTP in the same run and compares the two. Leave the machine alone meanwhile.",
      "What is measured, and how: solutions/doc/benchmarks.md.",
      ""
    })
final class BenchCommand extends LabCommand {

  private static final int ROUND_TRIPS = 40_000;

  @Option(names = "--otp", description = "measure Erlang/OTP, too, and print one table of both")
  private boolean otp;

  @Unmatched private final List<String> words = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return otp ? versus(Otp.find()) : bench(words, Redirect.INHERIT);
  }

  /** Both sides in one run, one after the other: what else the machine does disturbs both. */
  private int versus(Otp theirs) throws IOException, InterruptedException {
    List<String> rows = words.stream().filter(word -> !word.startsWith("-")).toList();
    for (String row : rows) {
      if (!Versus.ROWS.contains(row)) {
        throw wrong("--otp has no row %s; it has %s".formatted(row, String.join(" ", Versus.ROWS)));
      }
    }
    if (rows.isEmpty()) rows = Versus.ROWS;
    Path figures = Files.createTempFile("bench", ".txt");
    try {
      List<String> order = new ArrayList<>(rows);
      if (words.contains("--quick")) order.add("--quick");
      order.addAll(List.of("--results", figures.toString()));
      int code = bench(order, Redirect.DISCARD);
      Samples ours = Samples.of(Files.readAllLines(figures));
      screen.line("Measuring Erlang/OTP");
      Path folder = book.state().resolve("otp");
      List<String> lines =
          theirs.measure(folder, words.contains("--quick"), rows, row -> screen.line("  " + row));
      Versus table = new Versus(ours, Samples.of(lines), RawTcp.measure(ROUND_TRIPS));
      table.lines(rows).forEach(screen::line);
      return code;
    } finally {
      Files.deleteIfExists(figures);
    }
  }

  private int bench(List<String> order, Redirect out) throws IOException, InterruptedException {
    build();
    List<String> bench = new ArrayList<>(List.of("--sun-misc-unsafe-memory-access=allow", "-cp"));
    bench.add("@" + book.solutions().resolve("target/bench-classpath.txt"));
    bench.addAll(List.of("multinode.bench.Bench", "--jar", NodeJvm.classPath(book)));
    for (String flag : NodeJvm.flags(book)) bench.addAll(List.of("--flag", flag));
    bench.addAll(order);
    Process process =
        new ProcessBuilder(NodeJvm.java(bench))
            .directory(book.root().toFile())
            .inheritIO()
            .redirectOutput(out)
            .start();
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
