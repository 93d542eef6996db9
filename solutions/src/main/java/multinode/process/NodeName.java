package multinode.process;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern FULL =
      Pattern.compile("([A-Za-z0-9_-]{1,64})@([A-Za-z0-9.:-]{1,190})");

  /**
   * Reads a full name.
   *
   * @throws IllegalArgumentException saying what is wrong with {@code text}
   */
  public static NodeName parse(String text) {
    Matcher full = FULL.matcher(text);
    if (!full.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is not a node name; n-1_a@127.0.0.1 is one"
              .formatted(text.length() > 40 ? text.substring(0, 40) + "…" : text));
    }
    return new NodeName(full.group(1), full.group(2));
  }

  /** Orders names by their text, so that all nodes order them alike. */
  @Override
  public int compareTo(NodeName other) {
    return toString().compareTo(other.toString());
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return name + "@" + host;
  }
}
