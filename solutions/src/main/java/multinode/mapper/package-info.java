/** The port mapper: which node listens on which port of a host. */
package multinode.mapper;
