package workbook.harness;

import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Takes the place of {@link System#out} and {@link System#err} while tests run, and lets the
 * beginning through of what each test prints: a loop that prints without an end would bury the
 * verdict. A test that hung may print on; from then on there is only what is left of its share.
 */
final class PrintLimit implements AutoCloseable {

  private static final int LINES = 200;
  private static final int BYTES = 1 << 16;
  private static final String REST = "… the rest of what the test printed is left out";

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private int lines;
  private int bytes;
  private boolean kept;

  private PrintLimit() {}

  /** Begins to count. */
  static PrintLimit install() {
    PrintLimit limit = new PrintLimit();
    System.setOut(limit.limited(limit.out));
    System.setErr(limit.limited(limit.err));
    return limit;
  }

  private PrintStream limited(PrintStream to) {
    OutputStream counted =
        new OutputStream() {
          @Override
          public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
          }

          @Override
          public void write(byte[] text, int start, int length) {
            print(to, text, start, length);
          }

          @Override
          public void flush() {
            to.flush();
          }
        };
    return new PrintStream(counted, true, to.charset());
  }

  /** A new test may print as much again. */
  synchronized void again() {
    if (kept) return;
    lines = 0;
    bytes = 0;
  }

  /** Stays in place, and lets nothing more through than it would now. */
  synchronized void keep() {
    kept = true;
  }

  private synchronized void print(PrintStream to, byte[] text, int start, int length) {
    if (isFull()) return;
    int end = start;
    while (end < start + length && !isFull()) {
      bytes++;
      if (text[end++] == '\n') lines++;
    }
    to.write(text, start, end - start);
    if (!isFull()) return;
    if (text[end - 1] != '\n') to.println();
    to.println(Glyphs.fit(REST));
    to.flush();
  }

  private boolean isFull() {
    return lines >= LINES || bytes >= BYTES;
  }

  /** Puts back what was there before, unless it is to stay. */
  @Override
  public synchronized void close() {
    if (kept) return;
    System.setOut(out);
    System.setErr(err);
  }
}
