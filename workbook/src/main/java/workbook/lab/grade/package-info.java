/** Grades submissions: whatever they hold, by pristine tests, where they can do no harm. */
package workbook.lab.grade;
