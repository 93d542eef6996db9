/** {@code ./lab verify}: proves that the workbook is whole. */
package workbook.lab.verify;
