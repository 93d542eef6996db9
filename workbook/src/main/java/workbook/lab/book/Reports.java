package workbook.lab.book;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

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
        .filter(Files::isRegularFile)
        .filter(file -> judges(file, exercise))
        .max(Comparator.comparing(path -> path.toFile().lastModified()))
        .map(Reports::read);
  }

  private static boolean judges(Path report, Exercise exercise) {
    String sources = suite(report, SOURCES);
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
    String file = "TEST-" + exercise.testClass() + ".xml";
    return Stream.of(
        exercise.stage().dir().resolve("target/surefire-reports").resolve(file),
        folder(book, exercise.stage()).resolve(file));
  }

  /** Where {@code ./lab test} leaves the results of a stage. */
  private static Path folder(Book book, Stage stage) {
    return book.state().resolve("results").resolve(stage.name());
  }

  /** An attribute of the root of a report; empty when it has none. */
  private static String suite(Path file, String name) {
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader xml = reader(in);
      xml.nextTag();
      return attribute(xml, name);
    } catch (IOException | XMLStreamException e) {
      return "";
    }
  }

  private static XMLStreamReader reader(InputStream in) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    return factory.createXMLStreamReader(in);
  }

  /** Reads one file. */
  public static List<TestCase> read(Path file) {
    List<TestCase> cases = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader xml = reader(in);
      while (xml.hasNext()) {
        if (xml.next() != XMLStreamReader.START_ELEMENT) continue;
        switch (xml.getLocalName()) {
          case "testcase" -> cases.add(testCase(xml));
          case "failure", "error" -> cases.add(red(cases.removeLast(), xml));
          case "skipped" -> cases.removeLast();
          default -> {}
        }
      }
    } catch (IOException | XMLStreamException e) {
      return List.of(); // Cut off half-way, by a build that was ended: as if it had not been run.
    }
    return cases;
  }

  private static TestCase testCase(XMLStreamReader xml) {
    String seconds = attribute(xml, "time").replace(",", "");
    long millis = seconds.isEmpty() ? 0 : Math.round(Double.parseDouble(seconds) * 1000);
    return new TestCase(attribute(xml, "classname"), attribute(xml, "name"), "", millis);
  }

  private static TestCase red(TestCase one, XMLStreamReader xml) throws XMLStreamException {
    String message = attribute(xml, "message");
    if (message.isBlank()) message = attribute(xml, "type");
    if (message.isBlank()) message = xml.getElementText();
    return new TestCase(
        one.testClass(), one.name(), message.isBlank() ? "it failed" : message, one.millis());
  }

  private static String attribute(XMLStreamReader xml, String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  /**
   * Writes the results of an exercise.
   *
   * @param sources what they judge, as {@link #sources} gave it before the tests were run
   */
  public static void write(Book book, Exercise exercise, String sources, List<TestCase> cases) {
    try {
      Path folder = Files.createDirectories(folder(book, exercise.stage()));
      Path draft = Files.createTempFile(folder, "TEST", ".tmp");
      try (var out = Files.newOutputStream(draft)) {
        XMLStreamWriter xml =
            XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuite");
        xml.writeAttribute(SOURCES, sources);
        for (TestCase one : cases) write(xml, one);
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
      }
      Files.move(
          draft,
          folder.resolve("TEST-" + exercise.testClass() + ".xml"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(XMLStreamWriter xml, TestCase one) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", one.testClass());
    xml.writeAttribute("name", one.name());
    xml.writeAttribute("time", Double.toString(one.millis() / 1000.0));
    if (!one.green()) {
      xml.writeStartElement("failure");
      // As text: an attribute would lose its line ends. What XML cannot hold is left out.
      xml.writeCharacters(one.message().replaceAll("[^\\t\\n\\x20-\\uFFFD]", "?"));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }
}
