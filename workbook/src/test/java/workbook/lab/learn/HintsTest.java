package workbook.lab.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;
import workbook.lab.book.UserError;

class HintsTest {

  @TempDir Path root;

  private Hints hints() throws IOException {
    SmallBook small = SmallBook.in(root);
    small.write("01-first/hints/1.1.md", "# Hints\n\n## 1\n\nWhy?\n\n## 2\n\nHow\nso?\n");
    Book book = small.book();
    return Hints.of(book, book.exercise("1.1"));
  }

  @Test
  void areGivenOneAtATime() throws IOException {
    assertThat(hints().next()).hasValue("Why?");
    assertThat(hints().next()).hasValue("How\nso?");
    assertThat(hints().count()).isEqualTo(2);
    assertThat(hints().next()).isEmpty();
    hints().forget();
    assertThat(hints().next()).hasValue("Why?");
  }

  @Test
  void thereAreNoneForWhatIsWalkedThrough() throws IOException {
    Book book = SmallBook.in(root).book();
    assertThatThrownBy(() -> Hints.of(book, book.exercise("1.2")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no hints for 1.2");
  }

  @Test
  void proseIsFilledAndCodeIsNot() {
    String item = "- an item " + "long ".repeat(30);
    String text = "A line\nand one more.\n\n" + item + "\n```java\n  x();\n```";
    assertThat(Prose.of(text))
        .startsWith("A line and one more.", "")
        .endsWith("      x();")
        .anyMatch(line -> line.startsWith("- an item long"))
        .anyMatch(line -> line.startsWith("  long"))
        .allMatch(line -> line.length() <= Screen.WIDTH);
  }
}
