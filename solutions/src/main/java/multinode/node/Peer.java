package multinode.node;

import multinode.process.NodeName;

/**
 * The other end of a connection, as it introduced itself.
 *
 * @param name its name
 * @param incarnation which start of it
 * @param meshing whether it wants to be connected to every node that its peers know
 */
public record Peer(NodeName name, int incarnation, boolean meshing) {}
