package workbook.harness.examples;

import java.io.IOException;
import java.time.Duration;
import workbook.harness.Child;

/** A program with a child and a grandchild that do not end when they are asked to. */
public final class Parent {

  private Parent() {}

  /** Prints their numbers, and waits. */
  public static void main(String[] args) throws IOException, InterruptedException {
    String script = "trap '' TERM; sh -c \"trap '' TERM; sleep 600\" & echo $$; echo $!; wait";
    Child child = Child.start(new ProcessBuilder("sh", "-c", script));
    child.await(text -> text.lines().count() == 2, Duration.ofSeconds(20));
    child.lines().forEach(System.out::println);
    child.awaitEnd(Duration.ofMinutes(5));
  }
}
