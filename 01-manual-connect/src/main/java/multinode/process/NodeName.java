package multinode.process;

import java.io.Serializable;
import workbook.Todo;

/**
 * The name of a node: {@code name@host}.
 *
 * @param name the part before the {@code @}: 1 to 64 letters, digits, {@code _} and {@code -}
 * @param host the host the node listens on: 1 to 190 letters, digits, {@code .}, {@code -}, and
 *     {@code :} for IPv6
 */
public record NodeName(String name, String host) implements Comparable<NodeName>, Serializable {

  /** The name of a node that has not been given one; it talks to nobody. */
  public static final NodeName NONODE = new NodeName("nonode", "nohost");

  /**
   * Reads a full name.
   *
   * @throws IllegalArgumentException saying what is wrong with {@code text}
   */
  public static NodeName parse(String text) {
    // 1.1: a name, one "@", a host, and nothing else; the letters and lengths stand above.
    throw new Todo("1.1", "read name@host, or say what is wrong with the text");
  }

  /** Orders names by their text, so that all nodes order them alike. */
  @Override
  public int compareTo(NodeName other) {
    return toString().compareTo(other.toString());
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    // 1.1: the same text that parse has read.
    throw new Todo("1.1", "print the name as name@host");
  }
}
