/**
 * Nodes: names and cookies, the port mapper, the handshake, connections and their frames, the mesh,
 * heartbeats, and functions run on other nodes.
 */
package multinode.node;
