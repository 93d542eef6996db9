/** The example that the lessons share: a building that knows its rooms. */
package multinode.building;
