/** Servers to try a cluster with: managers, of which it has many, and a counter. */
package multinode.manager;
