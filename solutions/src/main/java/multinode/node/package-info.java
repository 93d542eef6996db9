/**
 * Nodes: cookies, the handshake, connections, the mesh, heartbeats, and functions run on other
 * nodes.
 */
package multinode.node;
