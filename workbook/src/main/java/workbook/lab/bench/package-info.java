/** What {@code ./lab bench --otp} puts beside the figures of the finished system. */
package workbook.lab.bench;
