package multinode.process;

/** What a process is tied to, for tests that look for leaks. */
public final class TiesOf {

  private TiesOf() {}

  /** How many monitors watch it. */
  public static int watchers(Processes processes, Pid pid) {
    return processes.find(pid).ties().watchers();
  }

  /** How many monitors it has. */
  public static int monitors(Processes processes, Pid pid) {
    return processes.find(pid).ties().monitors();
  }
}
