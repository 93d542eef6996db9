package nemesis;

/**
 * For how long a node ran the server of a name, as it tells itself.
 *
 * @param name the name
 * @param node which node, in which of its starts, such as {@code n1.2}
 * @param begin from when on, in microseconds
 * @param end until when; {@link Operation#NEVER} when it still does
 * @param reason why it ended
 */
public record Ownership(String name, String node, long begin, long end, String reason) {

  boolean isOpen() {
    return end == Operation.NEVER;
  }

  /** The node without the number of its start. */
  String host() {
    return node.substring(0, node.lastIndexOf('.'));
  }
}
