package multinode.node;

import multinode.process.NodeName;
import multinode.process.SystemMessage;

/**
 * The message that tells a subscribed process of a new connection.
 *
 * @param node to whom
 */
public record NodeUp(NodeName node) implements SystemMessage {}
