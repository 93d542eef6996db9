package multinode.wire;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import multinode.process.Pid;
import multinode.process.Signal;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to make bytes of a message to a process, and a message of bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(3)
public class CodecBenchmark {

  /** Which message. */
  @Param({"list", "record"})
  public String message;

  private final Wire wire = new Wire(new Codec(Allowlist.standard()));
  private final Buffer buffer = new Buffer(1 << 16);
  private Frame frame;
  private byte[] bytes;

  /** A small record. */
  record Person(String name, int age) {}

  /** Makes the message. */
  @Setup
  public void make() {
    Object content =
        switch (message) {
          case "list" -> List.of("r1", "r2", "r3");
          default -> new Person("Joe", 68);
        };
    frame = new Frame.Carry(new Signal.Send(new Pid("a@127.0.0.1", 1, 17), content));
    encode();
    bytes = Arrays.copyOf(buffer.array(), buffer.size());
  }

  /** Writes it. */
  @Benchmark
  public int encode() {
    buffer.truncate(0, 1 << 16);
    wire.write(buffer, frame);
    return buffer.size();
  }

  /** Reads it. */
  @Benchmark
  public Object decode() {
    return wire.read(bytes, (size, why) -> {}) instanceof Frame.Carry(Signal.Send send)
            && send.message() instanceof EncodedMessage message
        ? message.decode()
        : this;
  }
}
