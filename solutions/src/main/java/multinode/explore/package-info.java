/**
 * The explorer: plays everything that can happen in a small world, and tells the shortest story in
 * which something goes wrong.
 *
 * <p>A world is an immutable value, and a step leads from one to the next: {@link
 * multinode.explore.Explorer} visits all of them, breadth first. It is for tests of protocols whose
 * decisions are pure functions.
 */
package multinode.explore;
