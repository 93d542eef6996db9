package workbook.lab.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The tests that were skipped, because this machine has not what they need. */
final class LeftOut {

  private LeftOut() {}

  /** Those in a folder's reports since then, a line for each class and reason. */
  static List<String> in(Path folder, long since) throws IOException {
    if (!Files.isDirectory(folder)) return List.of();
    Map<String, Integer> tests = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".xml")).toList()) {
        if (file.toFile().lastModified() < since) continue;
        for (String one : read(file)) tests.merge(one, 1, Integer::sum);
      }
    }
    List<String> lines = new ArrayList<>();
    tests.forEach(
        (one, count) -> lines.add(one + (count > 1 ? " (%d tests)".formatted(count) : "")));
    return lines;
  }

  private static List<String> read(Path file) throws IOException {
    List<String> skipped = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      String testClass = "";
      while (xml.hasNext()) {
        if (xml.next() != XMLStreamConstants.START_ELEMENT) continue;
        if (xml.getLocalName().equals("testcase")) {
          testClass = xml.getAttributeValue(null, "classname");
        } else if (xml.getLocalName().equals("skipped")) {
          skipped.add(simple(testClass) + ": " + reason(xml.getAttributeValue(null, "message")));
        }
      }
    } catch (XMLStreamException halfWritten) {
      return List.of();
    }
    return skipped;
  }

  private static String simple(String testClass) {
    return testClass.substring(testClass.lastIndexOf('.') + 1);
  }

  private static String reason(String message) {
    if (message == null || message.isBlank()) return "it says no reason";
    return message.replaceFirst("^Assumption failed: ", "").lines().findFirst().orElse("");
  }
}
