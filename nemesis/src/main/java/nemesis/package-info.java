/**
 * The nemesis: real nodes, clients that use them, faults that befall them, and a checker that holds
 * what the clients saw against what is promised.
 */
package nemesis;
