package multinode.bench;

import java.util.concurrent.TimeUnit;
import multinode.genserver.GenServer;
import multinode.process.Events;
import multinode.process.Pid;
import multinode.process.Processes;
import multinode.process.Uplink;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a server costs its callers on one node. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(3)
public class ServerBenchmark {

  private static final int CALLS = 100_000;
  private static final int CASTS = 300_000;
  private static final int STARTS = 20_000;

  private Processes processes;
  private Pid server;

  /** Starts the server. */
  @Setup
  public void start() {
    processes = new Processes("a@127.0.0.1", 1, Uplink.none(), new Events("a@127.0.0.1"));
    InProcess.run(
        processes, context -> server = GenServer.start(context, new RoomServer()).orThrow());
  }

  /** Ends it. */
  @TearDown
  public void stop() {
    processes.close();
  }

  /** Called, and answered, within the usual limit. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public void call() {
    InProcess.run(processes, context -> RoomServer.call(context, server, CALLS));
  }

  /** Cast, and handled. */
  @Benchmark
  @OperationsPerInvocation(CASTS)
  public void cast() {
    InProcess.run(processes, context -> RoomServer.cast(context, server, CASTS));
  }

  /** Started, and known to run; ended all together, which is part of it. */
  @Benchmark
  @OperationsPerInvocation(STARTS)
  public void startServer() {
    Processes fresh = new Processes("a@127.0.0.1", 1, Uplink.none(), new Events("a@127.0.0.1"));
    try (fresh) {
      InProcess.run(
          fresh,
          context -> {
            for (int i = 0; i < STARTS; i++) GenServer.start(context, new RoomServer()).orThrow();
          });
    }
  }
}
