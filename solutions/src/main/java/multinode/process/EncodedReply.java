package multinode.process;

/** A {@link Reply} whose answer is not decoded yet. */
final class EncodedReply extends Encoded {

  private final Ref ref;
  private final Encoded answer;

  EncodedReply(Ref ref, Encoded answer) {
    this.ref = ref;
    this.answer = answer;
  }

  @Override
  protected Object decode() {
    return new Reply(ref, answer.decode());
  }

  @Override
  protected void dropped(Throwable why) {
    answer.dropped(why);
  }

  @Override
  public String brief() {
    return answer.brief();
  }
}
