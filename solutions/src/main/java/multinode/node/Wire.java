package multinode.node;

import multinode.process.Destination;
import multinode.process.Pid;
import multinode.process.Ref;
import multinode.process.Signal;

/**
 * Frames as bytes. An empty frame is a tick. Messages, requests and answers to a pid, which nearly
 * every frame is, have forms of their own; the others go as the records they are.
 */
final class Wire {

  private static final int SEND = 1;
  private static final int OTHER = 2;
  private static final int REQUEST = 3;
  private static final int ANSWER = 4;

  private final Codec codec;

  Wire(Codec codec) {
    this.codec = codec;
  }

  void write(Buffer out, Frame frame) {
    switch (frame) {
      case Frame.Tick() -> {}
      case Frame.Carry(Signal.Send(Pid to, Object message)) -> {
        out.put(SEND);
        codec.writePid(out, to);
        codec.write(out, message);
      }
      case Frame.Carry(Signal.Request(Ref ref, Pid from, Destination to, Object request)) -> {
        out.put(REQUEST);
        codec.writePid(out, from);
        out.putNumber(ref.id());
        codec.write(out, to);
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
        codec.write(out, frame);
      }
    }
  }

  Frame read(byte[] bytes) {
    if (bytes.length == 0) return Frame.Tick.TICK;
    Input in = new Input(bytes);
    Frame frame =
        switch (in.get()) {
          case SEND -> new Frame.Carry(new Signal.Send(codec.readPid(in), codec.read(in)));
          case REQUEST -> new Frame.Carry(readRequest(in));
          case ANSWER -> new Frame.Carry(readAnswer(in));
          case OTHER -> {
            if (codec.read(in) instanceof Frame other) yield other;
            throw new CodecException("what is in a frame is none");
          }
          default -> throw new CodecException("a frame of unknown kind");
        };
    if (in.left() > 0) throw new CodecException(in.left() + " bytes too many in a frame");
    return frame;
  }

  private Signal readRequest(Input in) {
    Pid from = codec.readPid(in);
    Ref ref = ref(from, in.getNumber());
    if (codec.read(in) instanceof Destination to) {
      return new Signal.Request(ref, from, to, codec.read(in));
    }
    throw new CodecException("a request to nobody");
  }

  private Signal readAnswer(Input in) {
    Pid to = codec.readPid(in);
    return new Signal.Answer(ref(to, in.getNumber()), to, codec.read(in), false);
  }

  /** The reference that a process made, with this number. */
  private static Ref ref(Pid maker, long id) {
    return new Ref(maker.node(), maker.incarnation(), id);
  }
}
