/** Real nodes: how their JVMs are started, and the ones that are running. */
package workbook.lab.node;
