package workbook.lab;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workbook.lab.book.Exercise;
import workbook.lab.compile.TestClasses;
import workbook.lab.learn.Key;
import workbook.lab.learn.Keys;
import workbook.lab.learn.Start;
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
      "Keys: h hint, l list, n next exercise, p previous exercise, r reset (it asks),",
      "s solution, Enter run again, q quit. Where they need Enter after them, it says so.",
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
    Exercise first = id == null ? new Start(book).first() : book.exercise(id);
    try (WarmJvms jvms = new WarmJvms(book);
        Keys keys = Keys.ofStandardInput()) {
      Desk desk = new Desk(jvms, keys);
      Watch watch =
          new Watch(
              book, first, from -> StudentResults.of(book).nextFrom(from), desk, keys.typed());
      if (watch.run()) Finish.of(book, screen).all();
    }
    return 0;
  }

  /** Shows results on the screen, and has other commands answer. */
  private final class Desk implements Watch.Desk {

    private final WarmJvms jvms;
    private final Keys keys;
    private final Set<Exercise> hinted = new HashSet<>();

    private Desk(WarmJvms jvms, Keys keys) {
      this.jvms = jvms;
      this.keys = keys;
    }

    @Override
    public void run(List<Exercise> exercises) throws IOException, InterruptedException {
      if (screen.terminal()) screen.out().print("\033[H\033[2J\033[3J");
      Finish before = Finish.of(book, screen);
      WatchCommand.this.run(exercises, jvms);
      Finish after = Finish.of(book, screen);
      exercises.stream()
          .map(Exercise::stage)
          .distinct()
          .filter(stage -> after.isDone(stage) && !before.isDone(stage))
          .forEach(after::stage);
      for (Exercise one : exercises) {
        if (hinted.contains(one) && !after.isDone(one)) command("hint", one.id(), "--last");
      }
      showKeys();
      jvms.prepare(TestClasses.of(book));
    }

    @Override
    public void answer(Key key, Exercise exercise) throws InterruptedException {
      screen.line("");
      switch (key) {
        case HINT -> {
          hinted.add(exercise);
          command("hint", exercise.id());
        }
        case LIST -> command("list");
        case SOLUTION -> command("solution", exercise.id());
        case RESET -> {
          screen.sentence(
              "Put the files of %s back as they were handed out? Yours are kept. [y/N]",
              exercise.id());
          char typed = Character.toLowerCase(keys.typed().take());
          if (typed == 'y') command("reset", exercise.id(), "--yes");
          else screen.line("Nothing was changed.");
          if (typed == Key.QUIT.typed()) keys.typed().add(typed); // The end of input comes once.
        }
        case NEXT, PREVIOUS, AGAIN, QUIT -> throw new IllegalArgumentException(key.toString());
      }
      showKeys();
    }

    @Override
    public void say(String sentence) {
      screen.sentence("  %s", sentence);
    }

    /** Another command, as if it were typed. */
    private void command(String... words) {
      Lab.commandLine(book, screen).execute(words);
    }

    private void showKeys() {
      String enter = keys.areSingle() ? "" : " After a key, press Enter.";
      screen.line("");
      screen.line("%s", screen.dim("  Watching your files." + enter));
      screen.line("%s", screen.dim("  " + Key.help()));
    }
  }
}
