package multinode.process;

/** One that was killed, and says nothing any more. */
enum Silenced implements Speaker {
  ONE;

  @Override
  public boolean isSilenced() {
    return true;
  }

  @Override
  public boolean begin(String node) {
    return false;
  }

  @Override
  public void done() {
    // Nothing was begun.
  }
}
