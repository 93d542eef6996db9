/** What the workbook is made of, read from its files: stages, exercises, results. */
package workbook.lab.book;
