package workbook.harness.examples;

import org.junit.jupiter.api.Test;
import workbook.harness.Exercise;

/** A field that is never ready, as where a static initialiser of a student's hangs. */
@Exercise(id = "9.8", title = "The well", points = 5, minutes = 10, files = "Well.java")
public class EndlessFields {

  private final Object water = draw();

  @Test
  void one() {}

  @Test
  void two() {}

  @Test
  void three() {}

  private static Object draw() {
    Endless.loop();
    return "water";
  }

  @Override
  public String toString() {
    return water.toString();
  }
}
