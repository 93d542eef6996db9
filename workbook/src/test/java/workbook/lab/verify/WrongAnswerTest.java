package workbook.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WrongAnswerTest {

  private static final String TEXT =
      """
      title: Compared with equals
      file: multinode/node/X.java
      expect: in constant time

      <<<<
      a == b
      ====
      a.equals(b)
      >>>>
      <<<<
        two();
        lines();
      ====
      >>>>
      """;

  private static WrongAnswer parse(String text) {
    return WrongAnswer.parse(Path.of("wrong.txt"), text);
  }

  @Test
  void changesTheSolution() {
    WrongAnswer wrong = parse(TEXT);
    assertThat(wrong.title()).isEqualTo("Compared with equals");
    assertThat(wrong.file()).isEqualTo("multinode/node/X.java");
    assertThat(wrong.apply("if (a == b) {\n  two();\n  lines();\n}\n"))
        .isEqualTo("if (a.equals(b)) {\n\n}\n");
    assertThat(parse(TEXT.replace("\n", "\r\n"))).isEqualTo(wrong);
  }

  @Test
  void refusesToChangeWhatIsNotThereOnce() {
    WrongAnswer wrong = parse(TEXT);
    assertThatThrownBy(() -> wrong.apply("nothing")).hasMessageContaining("has no \"a == b\"");
    assertThatThrownBy(() -> wrong.apply("a == b, a == b"))
        .hasMessageContaining("more than one \"a == b\"");
  }

  @Test
  void refusesAFileWithoutItsParts() {
    assertThatThrownBy(() -> parse("title: x")).hasMessageContaining("no block");
    assertThatThrownBy(() -> parse(TEXT.replace("expect:", "hope:")))
        .hasMessageContaining("no line \"expect: …\"");
  }

  @Test
  void isNamedByAMessageHoweverItsLinesAreBroken() {
    assertThat(parse(TEXT).isNamedBy("usually  compare In\n      constant time")).isTrue();
    assertThat(parse(TEXT).isNamedBy("expected true")).isFalse();
  }

  @Test
  void theLikelyTestHasTheWordsInItsSource() {
    String source =
        """
        @DisplayName("the first") void a() { say("something"); }
        @DisplayName("the second") void b() { say("compare in "
            + "constant time"); }
        """;
    assertThat(LikelyTest.of(source, "in constant time")).isEqualTo("the second");
    assertThat(LikelyTest.of(source, "elsewhere")).isEmpty();
  }
}
