package multinode.wire;

import java.util.function.BiConsumer;
import multinode.process.Encoded;

/** A message as it came in a frame. */
public final class EncodedMessage extends Encoded {

  private final Codec codec;
  private final Input in;
  private final BiConsumer<Integer, Throwable> dropped;

  /**
   * The rest of a frame.
   *
   * @param in behind what the reader of the connection needed; not moved
   * @param dropped is told the size and the reason, when the message cannot be decoded
   */
  EncodedMessage(Codec codec, Input in, BiConsumer<Integer, Throwable> dropped) {
    this.codec = codec;
    this.in = in;
    this.dropped = dropped;
  }

  @Override
  protected Object decode() {
    Input rest = in.copy();
    Object message = codec.read(rest);
    if (rest.left() > 0) throw new CodecException(rest.left() + " bytes too many in a frame");
    return message;
  }

  @Override
  protected void dropped(Throwable why) {
    dropped.accept(in.left(), why);
  }

  @Override
  public String brief() {
    try {
      return "%s of %d bytes".formatted(kind(in.copy()), in.left());
    } catch (CodecException e) {
      return "%d bytes of no kind".formatted(in.left());
    }
  }

  /** What kind of value comes next, without making anything of it. */
  private static String kind(Input in) {
    return switch (in.get()) {
      case Codec.RECORD, Codec.ENUM ->
          "a " + in.getText().split(":", 2)[0].replaceFirst(".*[.$]", "");
      case Codec.TEXT -> "a text";
      case Codec.LIST -> "a list";
      case Codec.SERIALIZED -> "an object";
      default -> "a value";
    };
  }
}
