package workbook.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Screen;
import workbook.lab.learn.Watch;
import workbook.lab.run.WarmJvms;

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

  @Option(
      names = "--mine",
      description = "on your own files of the earlier stages too, instead of the finished ones")
  private boolean mine;

  private final Book book;
  private final Screen screen;

  WatchCommand(Book book, Screen screen) {
    this.book = book;
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Exercise first = id == null ? book.exercises().getFirst() : book.exercise(id);
    try (WarmJvms jvms = new WarmJvms(book)) {
      ExerciseTests tests = new ExerciseTests(book, screen, mine, jvms);
      Watch.Tests runs =
          exercises -> {
            if (screen.terminal()) screen.out().print("\033[H\033[2J\033[3J");
            tests.run(exercises);
            screen.line("");
            screen.line(
                "%s", screen.dim("  Watching your files. Enter runs it again, q and Enter ends."));
            jvms.prepare(tests.tests());
          };
      new Watch(book, () -> StudentResults.of(book).nextFrom(first), runs, typed()).run();
    }
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
}
