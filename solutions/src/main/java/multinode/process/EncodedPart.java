package multinode.process;

import java.util.function.Function;

/** A message, such as a {@link Call}, around a part that is not decoded yet. */
final class EncodedPart extends Encoded {

  private final Encoded part;
  private final Function<Object, Object> whole;

  /**
   * A message to be.
   *
   * @param whole the message, of the part once that is decoded
   */
  EncodedPart(Encoded part, Function<Object, Object> whole) {
    this.part = part;
    this.whole = whole;
  }

  @Override
  protected Object decode() {
    return whole.apply(part.decode());
  }

  @Override
  protected void dropped(Throwable why) {
    part.dropped(why);
  }

  @Override
  public String brief() {
    return part.brief();
  }
}
