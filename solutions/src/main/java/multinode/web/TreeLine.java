package multinode.web;

/**
 * A line of a tree of processes.
 *
 * @param depth how deep it stands, 0 at the top
 * @param name what it is called
 * @param pid its process; empty when it does not run
 * @param supervises whether it is a supervisor
 */
record TreeLine(int depth, String name, String pid, boolean supervises) {}
