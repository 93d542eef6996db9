package workbook.lab.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import workbook.lab.book.Book;
import workbook.lab.book.TestCase;
import workbook.lab.compile.StageLoader;
import workbook.lab.run.TestRunner;

/**
 * The program of a JVM that runs tests on many variants of the system, one after the other: reads
 * {@link Job}s, a line each, and answers with the results. A JVM of its own, because a variant may
 * do anything, and because the harness takes the whole JVM for its test.
 */
public final class Worker {

  /** The line after the results of a job. */
  static final String END = "end";

  /** The same, from a JVM that takes no more jobs. */
  static final String LAST = "last";

  /** How the line of one result begins. */
  static final String CASE = "case .";

  private Worker() {}

  /** Runs jobs until the end of input. */
  public static void main(String[] args) throws IOException {
    PrintStream answers = System.out;
    System.setOut(new PrintStream(PrintStream.nullOutputStream()));
    Book book = Book.here();
    BufferedReader jobs =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line; (line = jobs.readLine()) != null; ) {
      run(Job.read(line), book, answers);
      boolean last = Idle.isNot(); // The next job gets a JVM in which nothing is left running.
      answers.println(last ? LAST : END);
      if (last) break;
    }
    System.exit(0);
  }

  private static void run(Job job, Book book, PrintStream answers) throws IOException {
    Path solutions = book.state().resolve("lib/solutions.jar");
    List<Path> places = List.of(Path.of(job.overlay()), Path.of(job.tests()), solutions);
    System.setProperty("workbook.basedir", job.basedir());
    System.setProperty("workbook.module", Path.of(job.basedir()).getFileName().toString());
    try (StageLoader loader = StageLoader.of(places, book)) {
      System.setProperty("workbook.node.classpath", loader.classPath());
      TestRunner.each(
          loader,
          job.testClass(),
          job.first(),
          cases -> {
            cases.forEach(one -> answers.println(write(one)));
            return cases.stream().noneMatch(one -> isEnough(job.enough(), one));
          });
    }
  }

  private static boolean isEnough(String expect, TestCase one) {
    return !expect.isEmpty()
        && !one.green()
        && new WrongAnswer("", "", expect, List.of()).isNamedBy(one.message());
  }

  private static String write(TestCase one) {
    return CASE
        + "%s .%s %d".formatted(Job.encode(one.name()), Job.encode(one.message()), one.millis());
  }

  /** Reads a line of the answer. */
  static TestCase read(String testClass, String line) {
    String[] parts = line.split(" ");
    return new TestCase(
        testClass,
        Job.decode(parts[1].substring(1)),
        Job.decode(parts[2].substring(1)),
        Long.parseLong(parts[3]));
  }
}
