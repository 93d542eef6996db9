package multinode.process;

/**
 * A name on a node: Erlang's {@code {name, node}}. The process that holds the name when the message
 * arrives gets it; when nobody does, the message is dropped silently.
 *
 * @param name the name the process registered on its node
 * @param node the full name of the node, such as {@code b@127.0.0.1}
 */
public record RegisteredName(String name, String node) implements Destination {

  @Override
  public String toString() {
    return "{" + name + ", " + node + "}";
  }
}
