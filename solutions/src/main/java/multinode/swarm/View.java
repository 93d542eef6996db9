package multinode.swarm;

import java.util.Map;
import java.util.Set;
import multinode.process.NodeName;
import multinode.process.Pid;

/**
 * What a host sees around it when it decides.
 *
 * @param me who it is, in the table
 * @param here its node
 * @param quorum whether enough members are within reach
 * @param members in which start each member is, by node
 * @param hosts the other nodes whose hosts are there to take servers
 * @param moves whether servers go where their entries are
 * @param now in nanoseconds
 */
record View(
    Pid me,
    NodeName here,
    boolean quorum,
    Map<String, Integer> members,
    Set<NodeName> hosts,
    boolean moves,
    long now) {}
