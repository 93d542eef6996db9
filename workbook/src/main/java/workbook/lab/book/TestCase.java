package workbook.lab.book;

/**
 * One test that was run.
 *
 * @param testClass the name of its class, with the package
 * @param name what it is called
 * @param message why it is red; empty when it is green
 * @param millis how long it took
 */
public record TestCase(String testClass, String name, String message, long millis) {

  /** Whether it is green. */
  public boolean green() {
    return message.isEmpty();
  }
}
