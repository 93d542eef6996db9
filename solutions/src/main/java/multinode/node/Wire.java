package multinode.node;

import multinode.process.Pid;
import multinode.process.Signal;

/**
 * Frames as bytes. An empty frame is a tick. A message to a pid, which nearly every frame is, has a
 * form of its own; the others go as the records they are.
 */
final class Wire {

  private static final int SEND = 1;
  private static final int OTHER = 2;

  private final Codec codec;

  Wire(Codec codec) {
    this.codec = codec;
  }

  void write(Buffer out, Frame frame) {
    if (frame instanceof Frame.Tick) return;
    if (frame instanceof Frame.Carry(Signal.Send(Pid to, Object message))) {
      out.put(SEND);
      codec.writePid(out, to);
      codec.write(out, message);
    } else {
      out.put(OTHER);
      codec.write(out, frame);
    }
  }

  Frame read(byte[] bytes) {
    if (bytes.length == 0) return Frame.Tick.TICK;
    Input in = new Input(bytes);
    Frame frame =
        switch (in.get()) {
          case SEND -> new Frame.Carry(new Signal.Send(codec.readPid(in), codec.read(in)));
          case OTHER -> {
            if (codec.read(in) instanceof Frame other) yield other;
            throw new CodecException("what is in a frame is none");
          }
          default -> throw new CodecException("a frame of unknown kind");
        };
    if (in.left() > 0) throw new CodecException(in.left() + " bytes too many in a frame");
    return frame;
  }
}
