/** Global names: one process holds a name, and every connected node finds it. */
package multinode.global;
