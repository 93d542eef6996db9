/** Roomy: people walk from room to room, and each is a server of the whole cluster. */
package multinode.roomy;
