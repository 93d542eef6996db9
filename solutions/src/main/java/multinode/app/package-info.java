/** The program that a node runs: buildings under supervision. */
package multinode.app;
