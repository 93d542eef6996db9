package workbook.lab.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import workbook.harness.Child;
import workbook.harness.ProgramResult;
import workbook.lab.book.Book;

/** Maven on the workbook: an installed one that is new enough, else the wrapper. */
public final class Maven {

  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** Longer than anything that Maven does here, on a slow line too. */
  private static final Duration LIMIT = Duration.ofHours(1);

  private static final boolean WINDOWS = File.separatorChar == '\\';

  private Maven() {}

  /** Runs it, with all it prints in a file; gives its exit code. */
  public static int run(Book book, Path log, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program(book), "-B"));
    command.addAll(arguments);
    ProcessBuilder builder = builder(book, command).redirectOutput(log.toFile());
    try (Child maven = Child.start(builder.redirectErrorStream(true))) {
      maven.endInput();
      return maven.awaitEnd(LIMIT) ? maven.exitCode() : 1;
    }
  }

  private static ProcessBuilder builder(Book book, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(book.root().toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA25_HOME", System.getProperty("java.home"));
    return builder;
  }

  private static String program(Book book) throws InterruptedException {
    String wrapper = book.root().resolve(WINDOWS ? "mvnw.cmd" : "mvnw").toString();
    String installed = WINDOWS ? "mvn.cmd" : "mvn";
    return ProgramResult.said(builder(book, List.of(installed, "-v")), ANSWER)
        .flatMap(MavenVersion::in)
        .filter(MavenVersion::isNewEnough)
        .map(enough -> installed)
        .orElse(wrapper);
  }

  /** The first error in what it printed, without the sign of Maven. */
  public static String error(String printed) {
    return printed
        .lines()
        .filter(line -> line.startsWith("[ERROR]"))
        .map(line -> line.replaceFirst("^\\[ERROR] +(Failed to execute .* solutions: )?", ""))
        .findFirst()
        .orElse("Maven printed no error");
  }
}
