package multinode.wire;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import multinode.process.Destination;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Ref;
import multinode.process.RegisteredName;
import multinode.process.Signal;

/**
 * Frames as bytes. An empty frame is a tick. Messages, requests and answers have forms of their
 * own; what is in them stays encoded until the process that gets it looks at it. The others go as
 * the records they are: these have only this system's own parts, so that to read a frame runs no
 * code of the program.
 */
public final class Wire {

  private static final int SEND = 1;
  private static final int OTHER = 2;
  private static final int REQUEST = 3;
  private static final int ANSWER = 4;
  private static final int SEND_TO_NAME = 5;

  /** What the frames themselves are made of. */
  private final Codec parts = new Codec(new Allowlist(parts()));

  private final Codec codec;

  public Wire(Codec codec) {
    this.codec = codec;
  }

  private static List<String> parts() {
    Stream<Class<?>> types =
        Stream.of(
            NodeName.class, RegisteredName.class, Luggage.Packed.class, Luggage.Baggage.class);
    return Stream.concat(types, Stream.of(Frame.class, Signal.class, ExitReason.class))
        .flatMap(Wire::kinds)
        .map(Class::getName)
        .toList();
  }

  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(Wire::kinds)
        : Stream.of(type);
  }

  public void write(Buffer out, Frame frame) {
    switch (frame) {
      case Frame.Tick() -> {}
      case Frame.Carry(Signal.Send(Destination to, Object message)) -> {
        switch (to) {
          case Pid pid -> {
            out.put(SEND);
            codec.writePid(out, pid);
          }
          case RegisteredName name -> {
            out.put(SEND_TO_NAME);
            parts.write(out, name);
          }
        }
        codec.write(out, message);
      }
      case Frame.Carry(Signal.Request(Ref ref, Pid from, Destination to, Object request)) -> {
        out.put(REQUEST);
        codec.writePid(out, from);
        out.putNumber(ref.id());
        parts.write(out, to);
        codec.write(out, request);
      }
      case Frame.Carry(Signal.Answer(Ref ref, Pid to, Object answer, boolean _)) -> {
        out.put(ANSWER);
        codec.writePid(out, to);
        out.putNumber(ref.id());
        codec.write(out, answer);
      }
      default -> {
        out.put(OTHER);
        parts.write(out, frame);
      }
    }
  }

  /**
   * Does nothing for a frame that can be sent.
   *
   * @throws CodecException when it cannot be encoded, or is larger than the limit
   */
  public void check(Frame frame, int limit) {
    Frames.append(new Buffer(1 << 8), out -> write(out, frame), limit);
  }

  /**
   * Reads a frame. What is in a message is not decoded: it may still turn out to be nothing that
   * this node can read.
   *
   * @param dropped is told the size and the reason, when that is so
   * @throws CodecException when it is no frame
   */
  public Frame read(byte[] bytes, BiConsumer<Integer, Throwable> dropped) {
    if (bytes.length == 0) return Frame.Tick.TICK;
    Input in = new Input(bytes);
    return switch (in.get()) {
      case SEND -> new Frame.Carry(new Signal.Send(codec.readPid(in), message(in, dropped)));
      case SEND_TO_NAME ->
          new Frame.Carry(new Signal.Send(readDestination(in), message(in, dropped)));
      case REQUEST -> {
        Pid from = codec.readPid(in);
        Ref ref = ref(from, in.getNumber());
        Destination to = readDestination(in);
        yield new Frame.Carry(new Signal.Request(ref, from, to, message(in, dropped)));
      }
      case ANSWER -> {
        Pid to = codec.readPid(in);
        Ref ref = ref(to, in.getNumber());
        yield new Frame.Carry(new Signal.Answer(ref, to, message(in, dropped), false));
      }
      case OTHER -> readOther(in);
      default -> throw new CodecException("a frame of unknown kind");
    };
  }

  private Frame readOther(Input in) {
    if (!(parts.read(in) instanceof Frame frame)) {
      throw new CodecException("what is in a frame is none");
    }
    if (in.left() > 0) throw new CodecException(in.left() + " bytes too many in a frame");
    return frame;
  }

  private Destination readDestination(Input in) {
    if (parts.read(in) instanceof Destination to) return to;
    throw new CodecException("a message to nobody");
  }

  private EncodedMessage message(Input in, BiConsumer<Integer, Throwable> dropped) {
    if (in.left() == 0) throw new CodecException("the frame ends too early");
    return new EncodedMessage(codec, in, dropped);
  }

  /** The reference that a process made, with this number. */
  private static Ref ref(Pid maker, long id) {
    return new Ref(maker.node(), maker.incarnation(), id);
  }
}
