/** Walks through the finished code, for people who read it in an editor or on the site. */
package workbook.lab.tours;
