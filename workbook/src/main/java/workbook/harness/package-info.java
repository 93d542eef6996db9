/**
 * What the tests of the exercises stand on: nodes and faults to test with, waits and claims that
 * explain themselves, ladders of what was sent, and the board of progress.
 */
package workbook.harness;
