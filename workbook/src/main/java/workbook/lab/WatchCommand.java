package workbook.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Screen;
import workbook.lab.learn.Watch;
import workbook.lab.node.NodeJvm;

/** {@code ./lab watch}: tests on each save. */
@Command(
    name = "watch",
    header = "Run the tests of what is next whenever you save, and go on when they are green.",
    description = {
      "",
      "  ./lab watch        from where you stand",
      "  ./lab watch 2.1    from an exercise on",
      "",
      "Enter runs them again, q and Enter ends it.",
      ""
    },
    mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "ID",
      arity = "0..1",
      description = "the exercise to begin with, such as 2.1")
  private String id;

  private final Book book;
  private final Screen screen;

  WatchCommand(Book book, Screen screen) {
    this.book = book;
    this.screen = screen;
  }

  @Override
  public Integer call() throws InterruptedException {
    Exercise first = id == null ? book.exercises().getFirst() : book.exercise(id);
    new Watch(book, () -> Standing.of(book).nextFrom(first), this::test, typed()).run();
    return 0;
  }

  private static BlockingQueue<String> typed() {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Thread.ofPlatform()
        .daemon()
        .name("input")
        .start(() -> {
          new BufferedReader(new InputStreamReader(System.in)).lines().forEach(lines::add);
          lines.add(Watch.QUIT);
        });
    return lines;
  }

  /** In a JVM of its own: a student's code may hang, or end the JVM that runs it. */
  private void test(List<Exercise> exercises) {
    if (screen.terminal()) screen.out().print("\033[H\033[2J\033[3J");
    List<String> command = new ArrayList<>(List.of(NodeJvm.java().toString()));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Lab.class.getName(), "test"));
    exercises.forEach(exercise -> command.add(exercise.id()));
    try {
      Process tests =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      tests.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    screen.line("");
    screen.line("%s", screen.dim("  Watching your files. Enter runs it again, q and Enter ends."));
  }
}
