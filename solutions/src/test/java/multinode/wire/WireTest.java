package multinode.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Ref;
import multinode.process.RegisteredName;
import multinode.process.Signal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireTest {

  static final Pid A = new Pid("a@127.0.0.1", 1, 1);
  static final Pid B = new Pid("b@127.0.0.1", 2, 2);
  static final Ref REF = new Ref("a@127.0.0.1", 1, 3);

  private final Codec codec = new Codec(Allowlist.standard());
  private final Wire wire = new Wire(codec);

  static Stream<Frame> frames() {
    Stream<Signal> signals =
        Stream.of(
            new Signal.Send(B, "hello"),
            new Signal.Send(new RegisteredName("name", "b@127.0.0.1"), List.of(1, 2)),
            new Signal.Link(A, B),
            new Signal.Unlink(A, B),
            new Signal.ExitSignal(A, B, ExitReason.crash(new IllegalStateException("why")), true),
            new Signal.ExitSignal(A, B, ExitReason.KILL, false),
            new Signal.Monitor(REF, A, B),
            new Signal.Demonitor(REF, B),
            new Signal.Request(REF, A, B, List.of("how many?")),
            new Signal.Request(REF, A, new RegisteredName("name", "b@127.0.0.1"), "how many?"),
            new Signal.Answer(REF, A, List.of(1, 2), false),
            new Signal.DownSignal(REF, A, ExitReason.SHUTDOWN));
    return Stream.concat(
        signals.map(Frame.Carry::new),
        Stream.of(
            Frame.Tick.TICK,
            new Frame.Known(List.of(new NodeName("c", "127.0.0.1"))),
            new Frame.Spawned(REF, Optional.of(B), ""),
            new Frame.Spawned(REF, Optional.empty(), "why not")));
  }

  @ParameterizedTest
  @MethodSource("frames")
  @DisplayName("every frame comes out as it went in")
  void roundTrip(Frame frame) {
    assertThat(Bytes.read(wire, Bytes.of(wire, frame))).isEqualTo(frame);
  }

  @Test
  @DisplayName("a request to spawn comes out as it went in")
  void spawn() {
    Luggage.Packed packed = new Luggage.Packed(new byte[] {1, 2}, Luggage.Baggage.NONE);
    Frame.Spawn sent = new Frame.Spawn(REF, A, Optional.of(A), packed);
    Frame.Spawn read = (Frame.Spawn) Bytes.read(wire, Bytes.of(wire, sent));

    assertThat(read.packed().function()).containsExactly(1, 2);
    assertThat(read.linkTo()).contains(A);
  }

  @Test
  @DisplayName("what is no frame is refused by a CodecException, whatever else it is")
  void noFrame() {
    for (byte[] bytes :
        List.of(
            new byte[] {0},
            new byte[] {3},
            new byte[] {1},
            new byte[] {2},
            prefixed(null),
            prefixed("text"),
            prefixed(List.of()),
            prefixed(new NodeName("a", "h")))) {
      assertThatThrownBy(() -> Bytes.read(wire, bytes)).isInstanceOf(CodecException.class);
    }
  }

  private byte[] prefixed(Object value) {
    return Bytes.written(out -> {
      out.put(2);
      codec.write(out, value);
    });
  }

  @Test
  @DisplayName("bytes after the end of a frame are refused")
  void tooMany() {
    byte[] bytes = Bytes.of(wire, new Frame.Carry(new Signal.Send(B, "hello")));
    byte[] more = Arrays.copyOf(bytes, bytes.length + 1);

    assertThatThrownBy(() -> Bytes.read(wire, more))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("1 bytes too many");
  }
}
