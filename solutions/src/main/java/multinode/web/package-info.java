/** The page of a node: the cluster as a picture, its story, managers, rooms, and a counter. */
package multinode.web;
