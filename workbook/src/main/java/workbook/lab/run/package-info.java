/** Running tests in this process. */
package workbook.lab.run;
