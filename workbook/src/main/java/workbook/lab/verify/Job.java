package workbook.lab.verify;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tests for a {@link Worker} to run.
 *
 * @param overlay a folder with classes that take the place of the finished system's
 * @param tests the folder with the test classes
 * @param testClass the one to run
 * @param basedir the folder of its stage
 * @param first a test to run before the others; empty for none
 * @param enough a text: after a red test whose message has it no more are run; empty for all
 */
record Job(
    String overlay, String tests, String testClass, String basedir, String first, String enough) {

  /** On one line. */
  String write() {
    return Stream.of(overlay, tests, testClass, basedir, first, enough)
        .map(text -> "." + encode(text))
        .collect(Collectors.joining(" "));
  }

  static Job read(String line) {
    List<String> parts = Stream.of(line.split(" ")).map(part -> decode(part.substring(1))).toList();
    return new Job(
        parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4), parts.get(5));
  }

  static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String decode(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }
}
