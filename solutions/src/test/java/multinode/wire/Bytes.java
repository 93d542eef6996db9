package multinode.wire;

import java.util.Arrays;
import java.util.function.Consumer;
import multinode.process.Destination;
import multinode.process.Pid;
import multinode.process.Ref;
import multinode.process.Signal;

/** Values as bytes and back, for tests. */
public final class Bytes {

  private Bytes() {}

  /** What the codec makes of a value. */
  public static byte[] of(Codec codec, Object value) {
    Buffer out = new Buffer(16);
    codec.write(out, value);
    return Arrays.copyOf(out.array(), out.size());
  }

  /** What the codec makes of a frame. */
  public static byte[] of(Wire wire, Frame frame) {
    Buffer out = new Buffer(16);
    wire.write(out, frame);
    return Arrays.copyOf(out.array(), out.size());
  }

  /** The value in some bytes, which must hold nothing else. */
  public static Object read(Codec codec, byte[] bytes) {
    Input in = new Input(bytes);
    Object value = codec.read(in);
    if (in.left() > 0) throw new AssertionError(in.left() + " bytes left of " + value);
    return value;
  }

  /** The frame in some bytes, and what is in it decoded. */
  public static Frame read(Wire wire, byte[] bytes) {
    Frame frame = wire.read(bytes, (size, why) -> {});
    return switch (frame) {
      case Frame.Carry(Signal.Send(Destination to, EncodedMessage message)) ->
          new Frame.Carry(new Signal.Send(to, message.decode()));
      case Frame.Carry(Signal.Request(Ref ref, Pid from, Destination to, EncodedMessage request)) ->
          new Frame.Carry(new Signal.Request(ref, from, to, request.decode()));
      case Frame.Carry(Signal.Answer(Ref ref, Pid to, EncodedMessage answer, boolean connects)) ->
          new Frame.Carry(new Signal.Answer(ref, to, answer.decode(), connects));
      default -> frame;
    };
  }

  /** A value that has been written and read. */
  public static Object roundTrip(Codec codec, Object value) {
    return read(codec, of(codec, value));
  }

  /** Bytes written by hand, in the codec's own forms. */
  public static byte[] written(Consumer<Buffer> writer) {
    Buffer out = new Buffer(16);
    writer.accept(out);
    return Arrays.copyOf(out.array(), out.size());
  }
}
