package multinode.global;

import multinode.process.Pid;
import multinode.process.SystemMessage;

/**
 * The message to a process that has lost a global name: two parts of the cluster met, and in both
 * the name was held.
 *
 * @param name the name
 * @param other who held it in the other part
 */
public record GlobalNameConflict(String name, Pid other) implements SystemMessage {}
