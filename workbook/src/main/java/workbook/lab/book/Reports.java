package workbook.lab.book;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import workbook.harness.Page;

/**
 * The results of test classes, in the files that Surefire writes, {@code TEST-<class>.xml}, and in
 * those of {@code ./lab test}, which look the same as far as this reads them.
 */
public final class Reports {

  private static final String SOURCES = "sources";

  private Reports() {}

  /**
   * The latest results of an exercise's tests; empty when they were never run, or on other sources
   * than there are now: a result is only as old as what it judged.
   */
  public static Optional<List<TestCase>> latest(Book book, Exercise exercise) {
    return files(book, exercise)
        .filter(file -> judges(file, exercise))
        .max(Comparator.comparing(path -> path.toFile().lastModified()))
        .map(Reports::read);
  }

  private static boolean judges(Path report, Exercise exercise) {
    Optional<Element> suite = suite(report);
    if (suite.isEmpty()) return false;
    String sources = suite.get().getAttribute(SOURCES);
    if (!sources.isEmpty()) return sources.equals(sources(exercise));
    // Surefire's does not say what it judged: what has changed since is something else.
    Instant made = Instant.ofEpochMilli(report.toFile().lastModified());
    return exercise.paths().stream().map(Reports::changed).allMatch(made::isAfter);
  }

  /** When a file was written, or put where it is. */
  private static Instant changed(Path file) {
    try {
      Instant written = Files.getLastModifiedTime(file).toInstant();
      boolean unix = Files.getFileStore(file).supportsFileAttributeView("unix");
      FileTime put =
          unix ? (FileTime) Files.getAttribute(file, "unix:ctime") : FileTime.fromMillis(0);
      return put.toInstant().isAfter(written) ? put.toInstant() : written;
    } catch (IOException gone) {
      return Instant.MAX;
    }
  }

  /** What an exercise's tests judge: a fingerprint of its files. */
  public static String sources(Exercise exercise) {
    Fingerprint fingerprint = new Fingerprint();
    for (Path file : exercise.paths()) {
      try {
        fingerprint.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      } catch (IOException missing) {
        fingerprint.add("missing");
      }
    }
    return fingerprint.hex();
  }

  /** As if an exercise's test class had never been run. */
  public static void forget(Book book, Exercise exercise) throws IOException {
    for (Path file : files(book, exercise).toList()) Files.deleteIfExists(file);
  }

  private static Stream<Path> files(Book book, Exercise exercise) {
    Path surefire = exercise.stage().dir().resolve("target/surefire-reports");
    Path own = own(book, exercise);
    return Stream.of(surefire.resolve(own.getFileName()), own);
  }

  /** Where {@code ./lab test} leaves the results. */
  private static Path own(Book book, Exercise exercise) {
    Path folder = book.state().resolve("results").resolve(exercise.stage().name());
    return folder.resolve("TEST-" + exercise.testClass() + ".xml");
  }

  /** The tests in a file that were run to their ends. */
  public static List<TestCase> read(Path file) {
    return cases(file).filter(test -> skipped(test).isEmpty()).map(Reports::testCase).toList();
  }

  /** The tests in a file that were skipped: their classes, with the reasons as their messages. */
  public static List<TestCase> skipped(Path file) {
    return cases(file)
        .filter(test -> skipped(test).isPresent())
        .map(test -> testCase(test, reason(skipped(test).get())))
        .toList();
  }

  private static Stream<Element> cases(Path file) {
    return suite(file).stream().flatMap(suite -> Xml.all(suite, "testcase").stream());
  }

  /** Empty when there is no such file, or one that was cut off by a build that was ended. */
  private static Optional<Element> suite(Path file) {
    try {
      return Files.isRegularFile(file) ? Optional.of(Xml.read(file)) : Optional.empty();
    } catch (IOException | SAXException e) {
      return Optional.empty();
    }
  }

  private static Optional<Element> skipped(Element test) {
    return Xml.all(test, "skipped").stream().findFirst();
  }

  private static String reason(Element skipped) {
    return says(skipped).flatMap(text -> text.lines().findFirst()).orElse("it says no reason");
  }

  private static TestCase testCase(Element test) {
    return Stream.of("failure", "error")
        .flatMap(name -> Xml.all(test, name).stream())
        .findFirst()
        .map(red -> testCase(test, says(red).orElse("it failed")))
        .orElseGet(() -> testCase(test, ""));
  }

  private static TestCase testCase(Element test, String message) {
    String seconds = test.getAttribute("time").replace(",", "");
    long millis = seconds.isEmpty() ? 0 : Math.round(Double.parseDouble(seconds) * 1000);
    return new TestCase(test.getAttribute("classname"), test.getAttribute("name"), message, millis);
  }

  private static Optional<String> says(Element problem) {
    String text = problem.getTextContent();
    return Stream.of(problem.getAttribute("message"), text, problem.getAttribute("type"))
        .filter(said -> !said.isBlank())
        .findFirst();
  }

  /**
   * Writes the results of an exercise.
   *
   * @param sources what they judge, as {@link #sources} gave it before the tests were run
   */
  public static void write(Book book, Exercise exercise, String sources, List<TestCase> cases) {
    String tests = cases.stream().map(Reports::written).collect(Collectors.joining());
    try {
      Path file = own(book, exercise);
      Path draft = Files.createTempFile(Files.createDirectories(file.getParent()), "TEST", ".tmp");
      Files.writeString(
          draft, "<testsuite sources='%s'>%n%s</testsuite>".formatted(sources, tests));
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String written(TestCase one) {
    return "<testcase classname='%s' name='%s' time='%s'>%s</testcase>%n"
        .formatted(
            escape(one.testClass()),
            escape(one.name()),
            one.millis() / 1000.0,
            // As text: an attribute would lose its line ends.
            one.green() ? "" : "<failure>" + escape(one.message()) + "</failure>");
  }

  /** What XML cannot hold is left out. */
  private static String escape(String text) {
    return Page.escape(text.replaceAll("[^\\t\\n\\x20-\\uFFFD]", "?")).replace("'", "&apos;");
  }
}
