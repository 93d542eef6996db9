package workbook.harness.examples;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import workbook.harness.Exercise;

/** What its tests share is never ready. */
@Exercise(id = "9.9", title = "The lake", points = 5, minutes = 10, files = "Lake.java")
public class EndlessBeforeAll {

  @BeforeAll
  static void fill() {
    Endless.loop();
  }

  @Test
  void one() {}
}
