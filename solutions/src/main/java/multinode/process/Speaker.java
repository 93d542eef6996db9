package multinode.process;

/**
 * Who does something to a process. Once a process is killed its end is told at once, by the thread
 * that kills it, and nothing that it was just sending may arrive after that.
 */
interface Speaker {

  /** The node itself, which no one kills. */
  Speaker NODE =
      new Speaker() {
        @Override
        public boolean isSilenced() {
          return false;
        }

        @Override
        public boolean begin(String node) {
          return true;
        }

        @Override
        public void done() {}
      };

  /** Whether it is to say no more. */
  boolean isSilenced();

  /**
   * It is about to send a signal to another node; until {@link #done}, that node does not hear of
   * its end.
   *
   * @return false when it is to say no more
   */
  boolean begin(String node);

  /** The signal is sent, or cannot be sent. */
  void done();
}
