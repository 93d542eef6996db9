/** What students get: the workbook without the finished code of its exercises. */
package workbook.lab.handout;
