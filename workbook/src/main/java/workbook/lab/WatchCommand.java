package workbook.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workbook.lab.book.Exercise;
import workbook.lab.compile.TestClasses;
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
    })
final class WatchCommand extends RunTestsCommand {

  @Parameters(
      paramLabel = "ID",
      arity = "0..1",
      description = "the exercise to begin with, such as 2.1")
  private String id;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Exercise first = id == null ? book.exercises().getFirst() : book.exercise(id);
    try (WarmJvms jvms = new WarmJvms(book)) {
      Watch.Tests runs =
          exercises -> {
            if (screen.terminal()) screen.out().print("\033[H\033[2J\033[3J");
            run(exercises, jvms);
            screen.line("");
            screen.line(
                "%s", screen.dim("  Watching your files. Enter runs it again, q and Enter ends."));
            jvms.prepare(TestClasses.of(book));
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
