package multinode.process;

/** What a process does: its whole life is one call of {@link #run}. */
@FunctionalInterface
public interface Body {

  /**
   * Runs on the process's own virtual thread. Returning ends the process with {@link
   * ExitReason#NORMAL}, throwing ends it with {@link ExitReason.Crash}.
   *
   * @param context the process's own view of itself; to be used on this thread only
   * @throws Exception to crash
   */
  void run(Context context) throws Exception;
}
