package multinode.web;

import java.util.List;

/**
 * A server, as the node sees it on which it runs.
 *
 * @param pid its process; empty when it does not run there
 * @param state what it keeps, as text
 * @param mailbox how many messages wait for it
 * @param lately what it did there of late
 */
record ServerLook(String pid, String state, int mailbox, List<Moment> lately) {}
