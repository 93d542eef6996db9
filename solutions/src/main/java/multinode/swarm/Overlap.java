package multinode.swarm;

/** Whether a server's work here may go on while it starts on the node to which it moves. */
public enum Overlap {
  /**
   * It may: the server here waits, and ends when it runs over there. It is away for the shortest
   * time, and its mailbox follows it. Until then what it has started here (linked processes, ports)
   * is still there.
   */
  OVERLAP,
  /**
   * It may not: the server and its linked processes have ended before {@code init} runs over there.
   * For one that holds a port, a file or a lock, or whose linked processes work outside.
   */
  QUIET_FIRST
}
