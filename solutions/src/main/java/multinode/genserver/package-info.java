/** Servers: processes that keep a state and answer requests, here and on other nodes. */
package multinode.genserver;
