/** Compiling in this process: whole stages, and only what has changed in them. */
package workbook.lab.compile;
