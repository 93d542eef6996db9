package multinode.bench;

import java.util.concurrent.TimeUnit;
import multinode.process.Context;
import multinode.process.Events;
import multinode.process.Pid;
import multinode.process.Processes;
import multinode.process.Uplink;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to start a process. All that are started live until they have been counted. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 3)
@Fork(3)
public class SpawnBenchmark {

  private static final int COUNT = 100_000;

  private Processes processes;

  /** An empty node. */
  @Setup(Level.Invocation)
  public void start() {
    processes = new Processes("a@127.0.0.1", 1, Uplink.none(), new Events("a@127.0.0.1"));
    System.gc();
  }

  /** Ends all processes. */
  @TearDown(Level.Invocation)
  public void stop() {
    processes.close();
  }

  /** One after the other, each waited for until it runs and has said so. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public void oneByOne() {
    InProcess.run(
        processes,
        context -> {
          Pid parent = context.self();
          for (int i = 0; i < COUNT; i++) {
            context.spawn(child -> live(child, parent));
            context.receive();
          }
        });
  }

  /** All at once, and waited for until all of them have said that they run. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public void allAtOnce() {
    InProcess.run(
        processes,
        context -> {
          Pid parent = context.self();
          for (int i = 0; i < COUNT; i++) context.spawn(child -> live(child, parent));
          for (int i = 0; i < COUNT; i++) context.receive();
        });
  }

  private static void live(Context child, Pid parent) {
    child.send(parent, "it runs");
    child.receive();
  }
}
