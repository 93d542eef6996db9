package multinode.bench;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import multinode.wire.CodecBenchmark;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The rows of one JVM, by JMH; each of its iterations is a pass, each of its forks a launch. */
final class JmhRows implements Measurement {

  private static final Map<Row, Benchmark> BENCHMARKS =
      Map.ofEntries(
          entry(Row.LOCAL_CAST, new Benchmark(LocalBenchmark.class, "cast", "")),
          entry(Row.LOCAL_PING, new Benchmark(LocalBenchmark.class, "ping", "")),
          entry(Row.LOCAL_PING_TIMED, new Benchmark(LocalBenchmark.class, "pingTimed", "")),
          entry(Row.LOCAL_CALL, new Benchmark(ServerBenchmark.class, "call", "")),
          entry(Row.LOCAL_CAST_SERVER, new Benchmark(ServerBenchmark.class, "cast", "")),
          entry(Row.START_SERVER, new Benchmark(ServerBenchmark.class, "startServer", "")),
          entry(Row.SPAWN, new Benchmark(SpawnBenchmark.class, "oneByOne", "")),
          entry(Row.SPAWN_ALL, new Benchmark(SpawnBenchmark.class, "allAtOnce", "")),
          entry(Row.ENCODE_LIST, new Benchmark(CodecBenchmark.class, "encode", "list")),
          entry(Row.DECODE_LIST, new Benchmark(CodecBenchmark.class, "decode", "list")),
          entry(Row.ENCODE_RECORD, new Benchmark(CodecBenchmark.class, "encode", "record")),
          entry(Row.DECODE_RECORD, new Benchmark(CodecBenchmark.class, "decode", "record")));

  private record Benchmark(Class<?> in, String method, String message) {}

  @Override
  public Set<Row> rows() {
    return BENCHMARKS.keySet();
  }

  @Override
  public void measure(Settings settings, Set<Row> wanted, Results results) throws RunnerException {
    int done = 0;
    for (Row row : wanted) {
      Bench.progress("  %s, %d of %d".formatted(row, ++done, wanted.size()));
      for (RunResult run : new Runner(options(settings, BENCHMARKS.get(row)).build()).run()) {
        for (BenchmarkResult fork : run.getBenchmarkResults()) {
          for (IterationResult pass : fork.getIterationResults()) {
            results.add(row, pass.getPrimaryResult().getScore());
          }
        }
      }
    }
  }

  private static ChainedOptionsBuilder options(Settings settings, Benchmark benchmark) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + benchmark.in().getName() + "\\." + benchmark.method() + "$")
            .jvmArgs(settings.jvm().toArray(String[]::new))
            .jvmArgsAppend("--sun-misc-unsafe-memory-access=allow")
            .verbosity(VerboseMode.SILENT);
    if (!benchmark.message().isEmpty()) options.param("message", benchmark.message());
    if (settings.quick()) options.forks(1).warmupIterations(2).measurementIterations(1);
    return options;
  }
}
