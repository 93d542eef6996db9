package workbook.lab.book;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private Reports() {}

  /** The latest results of an exercise's test class; empty when it was never run. */
  public static Optional<List<TestCase>> latest(Book book, Exercise exercise) {
    return files(book, exercise)
        .filter(Files::isRegularFile)
        .max(Comparator.comparing(path -> path.toFile().lastModified()))
        .map(Reports::read);
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
  public static Path folder(Book book, Stage stage) {
    return book.state().resolve("results").resolve(stage.name());
  }

  /** Reads one file. */
  public static List<TestCase> read(Path file) {
    List<TestCase> cases = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      XMLStreamReader xml = factory.createXMLStreamReader(in);
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

  /** Writes the results of one test class. */
  public static void write(Path folder, String testClass, List<TestCase> cases) {
    try {
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, "TEST", ".tmp");
      try (var out = Files.newOutputStream(draft)) {
        XMLStreamWriter xml =
            XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuite");
        for (TestCase one : cases) write(xml, one);
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
      }
      Files.move(
          draft,
          folder.resolve("TEST-" + testClass + ".xml"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
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
