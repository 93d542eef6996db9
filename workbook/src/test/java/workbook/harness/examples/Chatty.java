package workbook.harness.examples;

import org.junit.jupiter.api.Test;
import workbook.harness.Exercise;

/** A test that prints without an end. */
@Exercise(id = "9.5", title = "The parrot", points = 5, minutes = 10, files = "Parrot.java")
public class Chatty {

  @Test
  void talks() {
    while (!Endless.over) System.out.println("I print and print");
  }
}
