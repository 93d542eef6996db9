package multinode.building;

import multinode.genserver.StartResult;

/**
 * Starts the buildings of its node, where that is more than to start a process. Added to the {@link
 * multinode.node.Parts} of a node, it is what the console's {@code startBuilding} turns to.
 */
public interface Builder extends AutoCloseable {

  /** Starts a building on its node, or tells that there is one of this name. */
  StartResult startBuilding(String name);

  /** Does nothing: its buildings end with the process that looks after them. */
  @Override
  default void close() {}
}
