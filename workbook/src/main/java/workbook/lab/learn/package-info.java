/** What helps a student on: hints, fresh stubs, the finished code, and running tests on save. */
package workbook.lab.learn;
