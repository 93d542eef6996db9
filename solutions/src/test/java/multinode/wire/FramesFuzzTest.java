package multinode.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Frames that are nearly right, alone and in streams. */
class FramesFuzzTest {

  private static final int LIMIT = 1 << 16;

  private final Luggage luggage = new Luggage(Allowlist.standard(), function -> function::run);
  private final Wire wire = new Wire(new Codec(Allowlist.standard()));
  private final List<byte[]> frames =
      FrameCorpus.all().stream().map(frame -> Bytes.of(wire, frame)).toList();
  private final Mutation mutation = new Mutation(FrameCorpus.TOKENS, frames);
  private int understood;
  private int refused;

  /** What a case has for its input. */
  private record Attempt(byte[] input, Feeder feeder) implements Fuzz.Case {

    @Override
    public void run() throws Exception {
      feeder.feed(input);
    }

    @Override
    public int size() {
      return input.length;
    }

    @Override
    public String toString() {
      return HexFormat.of().formatHex(input);
    }
  }

  private interface Feeder {
    void feed(byte[] input) throws Exception;
  }

  /** A frame, mostly with changes, sometimes with a long tail. */
  private byte[] frame(RandomGenerator random) {
    byte[] frame = Mutation.one(frames, random);
    if (random.nextInt(20) > 0) frame = mutation.of(frame, random);
    return random.nextInt(50) > 0 ? frame : Arrays.copyOf(frame, LIMIT - random.nextInt(100));
  }

  /** Reads a frame as a connection does, and does with it what a node would do next. */
  private void read(byte[] bytes) {
    try {
      Frame frame = Bytes.read(wire, bytes);
      assertThat(frame.toString()).isNotNull();
      Bytes.read(wire, Bytes.of(wire, frame));
      if (frame instanceof Frame.Spawn(_, _, _, Luggage.Packed packed) && packed != null) {
        luggage.unpack(packed);
      }
      understood++;
    } catch (CodecException e) {
      assertThat(e.getMessage()).isNotBlank();
      refused++;
    }
  }

  private void checkBoth() {
    if (understood + refused < 1_000) return;
    assertThat(understood).as("understood").isPositive();
    assertThat(refused).as("refused").isPositive();
  }

  @Test
  @DisplayName("whatever is in a frame: it is understood, or refused by a CodecException")
  void frames() {
    Fuzz.run(getClass(), 50, random -> new Attempt(frame(random), this::read));
    checkBoth();
  }

  /** A few frames, some of them cut wrongly. */
  private byte[] stream(RandomGenerator random) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      byte[] frame = frame(random);
      int length = random.nextInt(8) == 0 ? random.nextInt() >> random.nextInt(32) : frame.length;
      stream.writeBytes(Bytes.written(out -> out.putInt(length)));
      stream.writeBytes(frame);
    }
    return stream.toByteArray();
  }

  private void readAll(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    try {
      for (; ; ) read(Frames.read(in, LIMIT));
    } catch (EOFException end) {
      assertThat(in.available()).isZero();
    } catch (ProtocolException e) {
      assertThat(e.getMessage()).contains("65,536");
    }
  }

  @Test
  @DisplayName("whatever is in a stream: each frame is cut out within the limit, or all end there")
  void streams() {
    Fuzz.run(getClass(), 15, random -> new Attempt(stream(random), this::readAll));
    checkBoth();
  }
}
