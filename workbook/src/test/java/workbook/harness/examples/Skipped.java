package workbook.harness.examples;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Exercise;

/** A test that needs what no machine has. */
@Exercise(id = "9.8", title = "The moat", points = 5, minutes = 10, files = "House.java")
public class Skipped {

  @Test
  void water() {}

  @Test
  @DisplayName("a dragon swims in it")
  void dragon() {
    assumeTrue(false, "this machine has no dragon");
  }
}
