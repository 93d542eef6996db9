package workbook.lab.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {

  private static final Markdown TEXT =
      Markdown.of(
          """
          # Stage
          ## 1.1 First
          why
          ```java norun
          ## 1.2 no heading
          int x;
          ```
          after
          ## 1.2 Second
          ## 1.20 Third
          text
          """);

  @Test
  void findsBlocksWithTheirPlaces() {
    Markdown.Block block = TEXT.blocks().getFirst();
    assertThat(block.language()).isEqualTo("java");
    assertThat(block.options()).containsExactly("norun");
    assertThat(block.line()).isEqualTo(5);
    assertThat(block.lines()).containsExactly("## 1.2 no heading", "int x;");
  }

  @Test
  void findsSections() {
    assertThat(TEXT.section("1.1").orElseThrow()).contains("why", "int x;", "after");
    assertThat(TEXT.section("1.2")).hasValue("");
    assertThat(TEXT.section("1.20")).hasValue("text\n");
    assertThat(TEXT.section("1.3")).isEmpty();
  }
}
