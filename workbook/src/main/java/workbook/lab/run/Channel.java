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

  /** Somewhere to print to; the harness limits what each test prints. */
  PrintStream printed() {
    OutputStream told =
        new OutputStream() {
          @Override
          public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            tell(Kind.OUT, new String(bytes, from, length, StandardCharsets.UTF_8));
          }
        };
    return new PrintStream(told, true, StandardCharsets.UTF_8);
  }
}
