package workbook.lab.run;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.lab.book.TestCase;

/**
 * What a JVM with tests tells the one that started it, on its standard output: a line each, that
 * begins with a mark which no test knows. All else there is output of the JVM, or of code that
 * found the real standard output.
 */
final class Channel {

  /** The kinds of lines. */
  enum Kind {
    /** A test begins: its class and name. */
    STARTED,
    /** A test has ended: class, name, message, milliseconds. */
    CASE,
    /** A test was skipped: the same, with the reason as its message. */
    SKIPPED,
    /** Something was printed. */
    OUT,
    /** A job has come to its end. */
    END,
    /** The same, from a JVM in which something still runs: it takes no more jobs. */
    LAST
  }

  /** How much of what the code under test prints is passed on, in bytes a job. */
  private static final int MOST_OUTPUT = 1 << 18;

  private final PrintStream out;
  private final String mark;

  Channel(PrintStream out, String mark) {
    this.out = out;
    this.mark = mark;
  }

  synchronized void tell(Kind kind, String... words) {
    String encoded = Stream.of(words).map(Job::encode).collect(Collectors.joining(" "));
    out.println(mark + kind + " " + encoded);
    out.flush();
  }

  void tell(Kind kind, TestCase one) {
    tell(kind, one.testClass(), one.name(), one.message(), Long.toString(one.millis()));
  }

  static TestCase testCase(List<String> words) {
    return new TestCase(words.get(0), words.get(1), words.get(2), Long.parseLong(words.get(3)));
  }

  /** Somewhere to print reports to, whatever their length. */
  PrintStream reports() {
    return stream(Integer.MAX_VALUE);
  }

  /** Somewhere to print to for code under test. */
  PrintStream output() {
    return stream(MOST_OUTPUT);
  }

  private PrintStream stream(int limit) {
    return new PrintStream(new Output(limit), true, StandardCharsets.UTF_8);
  }

  private final class Output extends OutputStream {

    private int left;

    Output(int limit) {
      left = limit;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      if (left <= 0) return;
      int most = Math.min(left, length);
      left -= most;
      String text = new String(bytes, from, most, StandardCharsets.UTF_8);
      tell(Kind.OUT, left > 0 ? text : text + "\n… it prints more; the rest is left out\n");
    }
  }
}
