/**
 * Processes on virtual threads: pids, mailboxes, spawn, links, monitors and exit reasons.
 *
 * <p>The lowest room of the system. It knows that other nodes exist only through {@link
 * multinode.process.Uplink}, which carries a {@link multinode.process.Signal} to another node.
 */
package multinode.process;
