/** Servers of the whole cluster: where they run, how they move, and what they know afterwards. */
package multinode.swarm;
