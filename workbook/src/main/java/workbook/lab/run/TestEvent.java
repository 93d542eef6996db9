package workbook.lab.run;

import workbook.lab.book.TestCase;

/** Something that a {@link TestJvm} tells while it runs tests. */
public sealed interface TestEvent {

  /** A test begins. */
  record Started(String testClass, String name) implements TestEvent {}

  /** A test has ended. */
  record Ended(TestCase test) implements TestEvent {}

  /** A test was skipped; its message is the reason. */
  record Skipped(TestCase test) implements TestEvent {}

  /** Something was printed, by a test, the code under test, or the JVM. */
  record Printed(String text) implements TestEvent {}
}
