/** The one command of the workbook: {@code ./lab}. */
package workbook.lab;
