package multinode.wire;

import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import multinode.node.NodeUp;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Ref;
import multinode.process.Signal;

/** Frames as a well-behaved peer sends them, with everything in them that a message may be. */
public final class FrameCorpus {

  private static final Ref REF = new Ref("you@127.0.0.1", 7, 3);

  /** What means something within a frame. */
  public static final List<byte[]> TOKENS =
      List.of(
          new byte[] {1},
          new byte[] {2},
          list(0),
          list(1),
          list(100),
          list(1_000),
          list(60_000),
          list(Integer.MAX_VALUE),
          list(-1),
          head(11, 1_000_000),
          head(13, 200),
          head(14, 100),
          new byte[] {15},
          new byte[] {18},
          new byte[] {19},
          number(Long.MAX_VALUE),
          number(Long.MIN_VALUE),
          number(Integer.MIN_VALUE),
          new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1},
          record("multinode.wire.Frame$Known"),
          record("multinode.node.NodeUp"),
          record("java.lang.Runtime"),
          record("multinode.node.Node"),
          record("multinode.nobody.Nothing"));

  private FrameCorpus() {}

  private static byte[] list(int count) {
    return head(12, count);
  }

  private static byte[] head(int kind, int count) {
    return Bytes.written(out -> {
      out.put(kind);
      out.putNumber(count);
    });
  }

  private static byte[] number(long number) {
    return Bytes.written(out -> out.putNumber(number));
  }

  private static byte[] record(String name) {
    return Bytes.written(out -> {
      out.put(19);
      out.putText(name);
    });
  }

  private static Stream<Object> values() {
    Object nested = "inside";
    for (int i = 0; i < 50; i++) nested = List.of(nested);
    return Stream.of(
        "hello",
        "ä€😀".repeat(20),
        42,
        -1L << 62,
        1.5,
        2.5f,
        'c',
        (byte) 1,
        (short) 2,
        true,
        new byte[300],
        List.of(1, 2, 3),
        Set.of("one"),
        Map.of("key", List.of(Map.of())),
        Optional.of(Optional.empty()),
        nested,
        DayOfWeek.FRIDAY,
        Duration.ofDays(1),
        BigInteger.TEN.pow(50),
        new NodeUp(new NodeName("c", "127.0.0.1")),
        new HashMap<>(Map.of("a", 1)),
        Arrays.asList(REF, null));
  }

  /** Frames for a process, which tell nothing of other nodes. */
  public static List<Frame> harmless(Pid to) {
    Pid from = new Pid("you@127.0.0.1", 7, 2);
    Stream<Signal> messages = values().map(value -> new Signal.Send(to, value));
    Stream<Signal> signals =
        Stream.of(
            new Signal.Link(from, to),
            new Signal.Unlink(from, to),
            new Signal.Monitor(REF, from, to),
            new Signal.Demonitor(REF, to));
    RemoteFunction nothing = context -> {};
    Luggage.Baggage baggage =
        new Luggage.Baggage(
            Map.of("REPL.$JShell$1", new byte[30]),
            Map.of("REPL.$JShell$1#x", Serialization.write(new HashMap<>(Map.of("a", 1)))));
    Stream<Frame> others =
        Stream.of(
            Frame.Tick.TICK,
            spawn(from, new Luggage.Packed(Serialization.write(nothing), Luggage.Baggage.NONE)),
            spawn(from, new Luggage.Packed(Serialization.write(nothing), baggage)),
            new Frame.Spawned(REF, Optional.of(from), ""),
            new Frame.Spawned(REF, Optional.empty(), "why not"));
    return Stream.concat(Stream.concat(messages, signals).map(Frame.Carry::new), others).toList();
  }

  private static Frame spawn(Pid from, Luggage.Packed packed) {
    return new Frame.Spawn(REF, from, Optional.empty(), packed);
  }

  /** Frames of all kinds. */
  public static List<Frame> all() {
    return Stream.concat(harmless(WireTest.B).stream(), WireTest.frames()).toList();
  }
}
