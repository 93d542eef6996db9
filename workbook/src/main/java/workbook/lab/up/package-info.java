/** {@code ./lab up}: real nodes on this machine, and what can be seen of them. */
package workbook.lab.up;
