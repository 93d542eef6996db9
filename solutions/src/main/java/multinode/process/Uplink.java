package multinode.process;

/** The way to other nodes, as processes see it. */
@FunctionalInterface
public interface Uplink {

  /**
   * Sends a signal to another node, connecting to it first where {@link Signal#connects()}. May
   * block while connecting, and while the link's buffer is full.
   *
   * @param node the full name of the other node
   * @param signal what to send
   * @return false when the node cannot be reached; what was sent before is not known to have
   *     arrived even when this is true
   * @throws IllegalArgumentException when the message cannot be encoded; nothing was sent
   */
  boolean forward(String node, Signal signal);

  /** No other nodes. */
  static Uplink none() {
    return (node, signal) -> false;
  }
}
