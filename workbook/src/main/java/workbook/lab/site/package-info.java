/** The lessons as pages that a browser shows from a file or from any web server. */
package workbook.lab.site;
