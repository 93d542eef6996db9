/** Supervisors: what is done when a process ends that should not have. */
package multinode.supervisor;
