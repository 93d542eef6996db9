/** The interactive node: JShell with the words of a node, and the program that starts it. */
package multinode.console;
