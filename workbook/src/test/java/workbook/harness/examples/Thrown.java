package workbook.harness.examples;

import multinode.process.NodeName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Claim;
import workbook.harness.Exercise;

/** A test that gets an exception where no claim waits for one. */
@Exercise(id = "9.3", title = "Cookies", points = 10, minutes = 20, files = "A.java")
public class Thrown {

  @Test
  @DisplayName("the system throws between two claims")
  void between() {
    Claim claim =
        Claim.of("a name is read")
            .step("parse")
            .did("read \"no name\"")
            .usually("something that is not so here");
    claim.isEqual("no name", NodeName.parse("no name").toString());
  }
}
