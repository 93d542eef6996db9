package multinode.genserver;

import java.util.Optional;
import multinode.node.Node;
import multinode.process.Pid;
import multinode.process.Registry;

/**
 * A name in a registry, under which a server is started and called: OTP's {@code {via, Module,
 * Name}}.
 *
 * @param registry whose name it is; {@code toString} tells a person which
 * @param name the name
 */
public record Name(Registry registry, String name) {

  /** A name that all connected nodes share. */
  public static Name global(Node node, String name) {
    return new Name(node.global(), name);
  }

  /** As {@link Registry#whereis}. */
  Optional<Pid> whereis() {
    return registry.whereis(name);
  }

  @Override
  public String toString() {
    return "{" + registry + ", " + name + "}";
  }
}
