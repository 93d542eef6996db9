/** What a machine must have for the workbook, and whether it has. */
package workbook.lab.doctor;
