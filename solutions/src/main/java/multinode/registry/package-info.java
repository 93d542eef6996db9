/** What belongs to the whole cluster rather than to a node: names, and servers that move. */
package multinode.registry;
