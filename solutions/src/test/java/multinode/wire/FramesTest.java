package multinode.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FramesTest {

  private static final int LIMIT = 100;

  private static byte[] read(byte... stream) throws IOException {
    return Frames.read(new DataInputStream(new ByteArrayInputStream(stream)), LIMIT);
  }

  private static byte[] length(int length) {
    return ByteBuffer.allocate(4).putInt(length).array();
  }

  @Test
  @DisplayName("frames come out of the stream as they were appended, one after the other")
  void roundTrip() throws IOException {
    Buffer out = new Buffer(16);
    Frames.append(out, buffer -> buffer.put("first".getBytes()), LIMIT);
    Frames.append(out, buffer -> {}, LIMIT);
    Frames.append(out, buffer -> buffer.put(new byte[LIMIT]), LIMIT);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(out.array(), 0, out.size()));

    assertThat(Frames.read(in, LIMIT)).asString().isEqualTo("first");
    assertThat(Frames.read(in, LIMIT)).isEmpty();
    assertThat(Frames.read(in, LIMIT)).hasSize(LIMIT);
    assertThatThrownBy(() -> Frames.read(in, LIMIT)).isInstanceOf(EOFException.class);
  }

  @Test
  @DisplayName("a frame over the limit is not appended, not even a part of it")
  void tooLarge() {
    Buffer out = new Buffer(16);
    Frames.append(out, buffer -> buffer.put("before".getBytes()), LIMIT);
    byte[] before = Arrays.copyOf(out.array(), out.size());

    assertThatThrownBy(() -> Frames.append(out, buffer -> buffer.put(new byte[LIMIT + 1]), LIMIT))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll("101", "100");
    assertThat(Arrays.copyOf(out.array(), out.size())).isEqualTo(before);
  }

  @Test
  @DisplayName("content that throws leaves nothing behind")
  void throwing() {
    Buffer out = new Buffer(16);
    assertThatThrownBy(() ->
            Frames.append(
                out,
                buffer -> {
                  buffer.put(1);
                  throw new CodecException("no");
                },
                LIMIT))
        .isInstanceOf(CodecException.class);
    assertThat(out.size()).isZero();
  }

  @Test
  @DisplayName("a length over the limit is refused, and no memory taken for it")
  void announcesTooMuch() {
    for (int length : new int[] {LIMIT + 1, 1 << 30, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> read(length(length)))
          .isInstanceOf(ProtocolException.class)
          .hasMessageContaining("%,d".formatted(length))
          .hasMessageContaining("limit");
    }
  }

  @Test
  @DisplayName("a negative length is refused")
  void negative() {
    for (int length : new int[] {-1, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> read(length(length))).isInstanceOf(ProtocolException.class);
    }
  }

  @Test
  @DisplayName("a stream that ends in the middle of a frame is an end")
  void cutShort() {
    for (int length = 0; length < 9; length++) {
      byte[] part = Arrays.copyOf(new byte[] {0, 0, 0, 5, 1, 2, 3, 4}, Math.min(length, 8));
      assertThatThrownBy(() -> read(part)).isInstanceOf(EOFException.class);
    }
  }
}
