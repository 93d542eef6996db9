/** The node as an image, and the container engine that runs it. */
package workbook.lab.container;
