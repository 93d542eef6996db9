/** Benchmarks: of processes in one JVM, and of whole clusters of real nodes on one machine. */
package multinode.bench;
