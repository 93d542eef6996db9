package workbook.harness.examples;

import org.junit.jupiter.api.Test;
import workbook.harness.Exercise;

/** A test that needs code of another exercise, before its first line even. */
@Exercise(id = "9.2", title = "The house", points = 5, minutes = 10, files = "House.java")
public class Waits {

  private final boolean open = Door.opens("1");

  @Test
  void door() {
    throw new AssertionError(open);
  }
}
