package workbook.lab.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.TestCase;

/**
 * Tests for a {@link TestJvm} to run.
 *
 * @param overlay the folder with the classes that take the place of the finished system's
 * @param tests the folder with the test classes
 * @param stage the folder of the stage that they belong to
 * @param testClasses the ones to run, in their order
 * @param told whether red tests are told at once, as in Maven
 * @param first a test to run before the others; empty for none
 * @param enough a text: after a red test whose message has it no more are run; empty for all
 */
public record Job(
    Path overlay,
    Path tests,
    Path stage,
    List<String> testClasses,
    boolean told,
    String first,
    String enough) {

  /** Lists become unmodifiable. */
  public Job {
    testClasses = List.copyOf(testClasses);
  }

  /** All tests of some classes, told at once. */
  public static Job told(Path overlay, Path tests, Path stage, List<String> testClasses) {
    return new Job(overlay, tests, stage, testClasses, true, "", "");
  }

  /** All tests of a class, in silence. */
  public static Job silent(Path overlay, Path tests, Path stage, String testClass) {
    return new Job(overlay, tests, stage, List.of(testClass), false, "", "");
  }

  /** Tests that are green as handed out: run for nothing but what a JVM loads for them. */
  public static Job warmUp(Book book, Path tests) {
    Exercise first = book.exercises().getFirst();
    return told(tests, tests, first.stage().dir(), List.of(first.testClass()));
  }

  /** Begins with one test, and ends with the first red one that says enough. */
  public Job until(String firstTest, String words) {
    return new Job(overlay, tests, stage, testClasses, told, firstTest, words);
  }

  boolean isEnough(TestCase one) {
    return !enough.isEmpty() && !one.green() && says(one.message(), enough);
  }

  /** Whether a message has some words, however its lines are broken. */
  public static boolean says(String message, String words) {
    return squeeze(message).contains(squeeze(words));
  }

  private static String squeeze(String text) {
    return text.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
  }

  /** On one line. */
  String write() {
    return Stream.of(overlay, tests, stage, String.join(",", testClasses), told, first, enough)
        .map(part -> encode(part.toString()))
        .collect(Collectors.joining(" "));
  }

  static Job read(String line) {
    List<String> parts = decodeAll(line);
    return new Job(
        Path.of(parts.get(0)),
        Path.of(parts.get(1)),
        Path.of(parts.get(2)),
        List.of(parts.get(3).split(",")),
        Boolean.parseBoolean(parts.get(4)),
        parts.get(5),
        parts.get(6));
  }

  /** A text as one word; never empty. */
  static String encode(String text) {
    return "." + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static List<String> decodeAll(String words) {
    return Arrays.stream(words.split(" "))
        .map(word -> Base64.getDecoder().decode(word.substring(1)))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .toList();
  }
}
