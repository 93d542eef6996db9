package workbook.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import workbook.harness.Child;
import workbook.lab.book.Markdown;
import workbook.lab.book.UserError;

/** Lessons are played into a shell that prints what a node's console would. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it plays consoles by sh")
class PlayedConsoleTest {

  private static final String LESSON =
      """
      a@h(1)> spawn()
      <3.a@h>
      a@h(2)>
      hello
      a@h(2)> nodes()
      []
      """;

  private final List<String> waited = new ArrayList<>();

  private Tally play(String lesson, String first, String second) throws Exception {
    return play(lesson, first, second, "");
  }

  /** Plays a lesson against a console that prints these, each once a line has come. */
  private Tally play(String lesson, String first, String second, String third) throws Exception {
    String script =
        "printf 'a@h(1)> '; read a; printf '%s'; read b; printf '%s'; read c; printf '%s'"
            .formatted(first, second, third + "that is all\\nthat is all from 1\\na@h(4)> ");
    Transcript transcript =
        Transcript.parse("lesson", new Markdown.Block("transcript", 1, lesson.lines().toList()));
    Tally tally = new Tally();
    try (Player player = new ScriptPlayer(script + "; read d", tally)) {
      player.play(List.of(transcript));
    }
    tally.waits().forEach(wait -> waited.add(wait.where()));
    return tally;
  }

  @Test
  void newsMayComeBeforeTheAnswerOrAfterIt() throws Exception {
    for (String first :
        List.of(
            "<3.a@h>\\na@h(2)> hello\\n",
            "<3.a@h>\\nhello\\na@h(2)> ",
            "hello\\n<3.a@h>\\na@h(2)> ")) {
      assertThat(play(LESSON, first, "[]\\na@h(3)> ").problems()).as(first).isEmpty();
    }
  }

  @Test
  void whatTheLessonDoesNotShowIsFound() throws Exception {
    assertThat(play(LESSON, "hello\\n<3.a@h>\\na@h(2)> ", "[]\\na@h(3)> ", "more\\n").problems())
        .singleElement()
        .satisfies(item -> assertThat(item.problem()).contains("printed also [more]"));
  }

  @Test
  void anEllipsisAtTheEndIsForWhatComesLateToo() throws Exception {
    String lesson = LESSON.replace("<3.a@h>\n", "<3.a@h>\n…\n").replace("a@h(2)>\nhello\n", "");
    assertThat(play(lesson, "<3.a@h>\\na@h(2)> ", "hello\\n[]\\na@h(3)> ").problems()).isEmpty();
    assertThat(play(lesson + "…\n", "<3.a@h>\\na@h(2)> ", "[]\\na@h(3)> hello\\n").problems())
        .isEmpty();
  }

  @Test
  void itTellsWhatItHasWaitedFor() throws Exception {
    play(LESSON, "<3.a@h>\\na@h(2)> hello\\n", "[]\\na@h(3)> ");
    assertThat(waited)
        .contains(
            "lesson:1, a@h starts",
            "lesson:1, line 1, a@h(1)> spawn()",
            "lesson:1, line 5, a@h(2)> nodes()",
            "lesson:1, a@h is silent");
  }

  @Test
  void aPromptThatIsDrawnAgainIsNoAnswer() throws Exception {
    String lesson = "a@h(1)> sleep()\na@h(2)> nodes()\n[]\n";
    assertThat(play(lesson, "\\na@h(1)> \\na@h(2)> ", "[]\\na@h(3)> ").problems()).isEmpty();
  }

  private static final class ScriptPlayer extends Player {

    private final String script;

    ScriptPlayer(String script, Tally tally) {
      super(tally, Path.of(System.getProperty("java.io.tmpdir")));
      this.script = script;
    }

    @Override
    void shell(Transcript.Step step, Transcript transcript) {
      throw UserError.of("there is none");
    }

    @Override
    PlayedConsole open(Transcript.Step step, Transcript transcript) throws InterruptedException {
      Child process;
      try {
        process = Child.start(new ProcessBuilder("sh", "-c", script));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      PlayedConsole console =
          enter(new PlayedConsole(step.node(), process, text -> text, this::waited));
      console.awaitFirstPrompt();
      return console;
    }
  }
}
