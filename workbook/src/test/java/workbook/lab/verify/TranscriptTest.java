package workbook.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import workbook.lab.book.Markdown;
import workbook.lab.book.UserError;

class TranscriptTest {

  private static Transcript parse(String info, String text) {
    return Transcript.parse("README.md", new Markdown.Block(info, 10, text.lines().toList()));
  }

  @Test
  void readsWhoTypesWhatAndWhatIsPrinted() {
    Transcript transcript =
        parse(
            "transcript",
            """
            $ ./lab node a
            a@127.0.0.1(1)> nodes()
            []

            b@127.0.0.1(1)> spawn(() -> {
                       ...>   println(1);
                       ...> })
            …
            1
            $ kill -9 b
            a@127.0.0.1(2)>
            down: …
            """);
    assertThat(transcript.where()).isEqualTo("README.md:10");
    assertThat(transcript.steps()).hasSize(5);
    assertThat(transcript.steps().get(0).isShell()).isTrue();
    Transcript.Step typed = transcript.steps().get(1);
    assertThat(typed.line()).isEqualTo(11);
    assertThat(typed.node()).isEqualTo("a@127.0.0.1");
    assertThat(typed.prompt()).isEqualTo(1);
    assertThat(typed.typed()).containsExactly("nodes()");
    assertThat(typed.expected()).containsExactly("[]");
    assertThat(transcript.steps().get(2).typed())
        .containsExactly("spawn(() -> {", "  println(1);", "})");
    assertThat(transcript.steps().get(2).expected()).containsExactly("…", "1");
    assertThat(transcript.steps().get(4).isLook()).isTrue();
    assertThat(transcript.steps().get(4).expected()).containsExactly("down: …");
  }

  @Test
  void readsCookies() {
    assertThat(parse("transcript a:111 b:222", "a@h(1)> 1\n1").cookies())
        .isEqualTo(Map.of("a", "111", "b", "222"));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> parse("transcript fast", "a@h(1)> 1"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("\"fast\"");
    assertThatThrownBy(() -> parse("transcript", "hello\na@h(1)> 1"))
        .hasMessageContaining("begins without a prompt");
  }

  @Test
  void takesTheOutputOfAConsoleApart() {
    ConsoleOutput output = new ConsoleOutput("a@127.0.0.1");
    String printed = "hello\nnodes()\n[]\n\na@127.0.0.1(2)> late\n";
    assertThat(output.lines(printed, List.of("nodes()"))).containsExactly("hello", "[]", "late");
    assertThat(output.lastPrompt(printed)).hasValue(2);
    assertThat(output.lastPrompt("nothing yet")).isEmpty();
  }

  @Test
  void halfAPromptIsNoLine() {
    ConsoleOutput output = new ConsoleOutput("a@127.0.0.1");
    for (String half : List.of("a", "a@127.0.0.1", "a@127.0.0.1(", "a@127.0.0.1(12)>")) {
      assertThat(output.lines("true\n" + half, List.of())).containsExactly("true");
      assertThat(output.end("true\n" + half)).isEqualTo("true\n".length());
    }
    assertThat(output.end("true\na@127.0.0.1(12)> ")).isEqualTo("true\na@127.0.0.1(12)> ".length());
    assertThat(output.lines("true\nab", List.of())).containsExactly("true", "ab");
  }

  @Test
  void findsOutWhoseConsoleItIs() {
    assertThat(ConsoleOutput.ofFirstPrompt("Creating network … done\na@172.30.4.11(1)> "))
        .contains(new ConsoleOutput("a@172.30.4.11"));
    assertThat(ConsoleOutput.ofFirstPrompt("Creating network … done\na@172.30.4.11(")).isEmpty();
  }

  @Test
  void whatContinuesATranscriptIsPlayedWithItsNodes() {
    String lab =
        """
        ```transcript
        $ dc run --rm node1 a
        a@h(1)> self()
        a@h
        ```
        ```transcript continued
        a@h(2)> nodes()
        []
        ```
        ```transcript
        hello
        ```
        """;
    Tally tally = new Tally();
    List<List<Transcript>> all = Transcript.read("lab", lab, tally);
    assertThat(all).hasSize(1);
    assertThat(all.getFirst()).hasSize(2);
    assertThat(tally.problems()).singleElement().asString().contains("lab:11");
  }

  @Test
  void theLastLinesAreInWhenAllWhoWereAskedHaveSpoken() {
    List<String> lines =
        List.of("{ spawn(() -> println(\"that is all\")) }", "that is all", "late");
    assertThat(LastLines.areIn(lines)).isFalse();
    List<String> more = Stream.concat(lines.stream(), Stream.of("that is all from 1")).toList();
    assertThat(LastLines.areIn(more)).isTrue();
    assertThat(LastLines.without(more)).containsExactly("late");
    assertThat(LastLines.typed(List.of("a@h", "b@h")))
        .contains("\"a@h b@h\".contains")
        .hasLineCount(1);
  }
}
