package multinode.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
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

/** What two processes of one node cost each other. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(3)
public class LocalBenchmark {

  private static final int ASKS = 100_000;
  private static final int NOTES = 1_000_000;

  private Processes processes;
  private Pid service;

  /** Starts the service. */
  @Setup
  public void start() {
    processes = new Processes("a@127.0.0.1", 1, Uplink.none(), new Events("a@127.0.0.1"));
    service = processes.spawnGroupLeader(Rooms::serve);
  }

  /** Ends it. */
  @TearDown
  public void stop() {
    processes.close();
  }

  /** Sent, and taken in by the other. */
  @Benchmark
  @OperationsPerInvocation(NOTES)
  public void cast() {
    InProcess.run(processes, context -> Rooms.tell(context, processes, service, NOTES));
  }

  /** Asked, and answered. */
  @Benchmark
  @OperationsPerInvocation(ASKS)
  public void ping() {
    InProcess.run(processes, context -> Rooms.ask(context, processes, service, ASKS));
  }

  /** Asked, and answered in time. */
  @Benchmark
  @OperationsPerInvocation(ASKS)
  public void pingTimed() {
    Duration limit = Duration.ofSeconds(5);
    InProcess.run(processes, context -> Rooms.askTimed(context, processes, service, ASKS, limit));
  }
}
