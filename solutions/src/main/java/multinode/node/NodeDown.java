package multinode.node;

import multinode.process.NodeName;
import multinode.process.SystemMessage;

/**
 * The message that tells a subscribed process of a lost connection.
 *
 * @param node to whom
 * @param reason why, for a person to read
 */
public record NodeDown(NodeName node, String reason) implements SystemMessage {}
