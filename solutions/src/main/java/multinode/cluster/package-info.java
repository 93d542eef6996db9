/** Clusters that form by themselves: which nodes there are, and who is to be connected to whom. */
package multinode.cluster;
