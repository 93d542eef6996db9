/**
 * Servers of the whole cluster: where they run, how they move, and what they know afterwards.
 * {@link multinode.swarm.Swarm} is what others use.
 *
 * <p><b>What holds.</b>
 *
 * <ul>
 *   <li>A registration is seen by every member when it returns, and of two that race exactly one
 *       wins; processes and servers share one table of names.
 *   <li>One node at a time dies, freezes or is cut off, and the next one after the copies are made
 *       again: no name and no group is forgotten, and with {@link
 *       multinode.swarm.Durability#EVERY_CHANGE} every acknowledged change is there. All apart, or
 *       even halves, with a {@link multinode.swarm.Quorum}: the same.
 *   <li>With a quorum of more than half of the configured nodes, a change is acknowledged only by
 *       an owner that has one, whatever its durability. Without one, parts that are cut off from
 *       each other both go on; when they meet, one server of each two survives, and both states
 *       reach {@link multinode.swarm.ClusterServer#resolveConflict}.
 *   <li>A server that crashes keeps its name, its groups and its kept state, and is started again,
 *       later each time. Nothing deletes a state but {@link multinode.swarm.Swarm#unregister}, or
 *       the end that {@link multinode.swarm.ClusterServer#restart} calls one.
 *   <li>Both copies of an entry die at once: what runs is made known again, the rest is lost, and
 *       the log says so.
 *   <li>A call is not begun (and is made again elsewhere by itself), or answered, or it fails and
 *       nobody knows whether it was done. A call that was begun, and whose {@code From} the server
 *       keeps, is answered from wherever the server has moved to.
 * </ul>
 *
 * <p><b>How it works.</b> Read {@code Decision} first: the life of a server on one node, in a
 * {@code Slot}, as a function of what is heard of it; {@code Reconciliation} is the part that
 * compares it with the table. {@code Host} is the process that carries decisions out: {@code Slots}
 * has the state of each name, {@code Performer} the effects, and {@code TableScan} looks at the
 * table. Each {@code Step} is a change of a server's {@code Entry} there. {@code Hosted} is the
 * server's own process, {@code Mover} and {@code Departure} move it, and {@code Routes} finds it
 * for its callers.
 */
package multinode.swarm;
