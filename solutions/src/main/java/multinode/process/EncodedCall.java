package multinode.process;

/** A {@link Call} whose request is not decoded yet. */
final class EncodedCall extends Encoded {

  private final From from;
  private final Encoded request;

  EncodedCall(From from, Encoded request) {
    this.from = from;
    this.request = request;
  }

  @Override
  protected Object decode() {
    return new Call(from, request.decode());
  }

  @Override
  protected void dropped(Throwable why) {
    request.dropped(why);
  }

  @Override
  public String brief() {
    return request.brief();
  }
}
