package workbook.lab.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import workbook.lab.book.Book;

/**
 * The program of a {@link TestJvm}: reads {@link Job}s, a line each, and tells on its standard
 * output how their tests go. A JVM of its own, because code under test may do anything, and because
 * the harness takes the whole JVM for its test.
 */
public final class TestMain {

  private final Book book = Book.here();
  private final Channel channel;

  private TestMain(Channel channel) {
    this.channel = channel;
  }

  /**
   * Runs jobs until the end of input. Its first line is the mark of what this tells: where a
   * command line has it, any code in this process could read it.
   */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT); // Not every language writes a port in ASCII digits.
    BufferedReader jobs =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.setIn(InputStream.nullInputStream());
    TestMain main = new TestMain(new Channel(System.out, jobs.readLine()));
    for (String line; (line = jobs.readLine()) != null; ) {
      main.run(Job.read(line));
      boolean last = Idle.isNot(); // The next job gets a JVM in which nothing is left running.
      main.channel.tell(last ? Channel.Kind.LAST : Channel.Kind.END);
      if (last) break;
    }
    System.exit(0);
  }

  private void run(Job job) throws IOException {
    System.setProperty("workbook.basedir", job.stage().toString());
    System.setProperty("workbook.module", job.stage().getFileName().toString());
    try (TestLoader loader = TestLoader.of(book, job.overlay(), job.tests())) {
      System.setProperty("workbook.node.classpath", loader.nodeClassPath());
      PrintStream printed =
          job.told() ? channel.printed() : new PrintStream(PrintStream.nullOutputStream());
      System.setOut(printed);
      System.setErr(printed);
      TestRunner runner = new TestRunner(loader, channel, job.told());
      if (job.first().isEmpty() && job.enough().isEmpty()) runner.run(job.testClasses());
      else runner.oneByOne(job.testClasses(), job.first(), one -> !job.isEnough(one));
    }
  }
}
