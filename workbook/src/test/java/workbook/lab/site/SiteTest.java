package workbook.lab.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Stage;
import workbook.lab.book.UserError;
import workbook.lab.learn.SmallBook;

class SiteTest {

  @TempDir private static Path real;
  @TempDir Path temp;

  private static final Book BOOK = Book.here();

  @BeforeAll
  static void write() throws IOException {
    Site.write(BOOK, real.resolve("site"));
  }

  private static String page(String path) {
    return Stage.read(real.resolve("site").resolve(path));
  }

  @Test
  void eachExerciseHasItsHintsFoldedAndItsAnswersBehindTheirQuestions() {
    for (Stage stage : BOOK.stages()) {
      String lesson = page(stage.name() + "/index.html");
      List<Exercise> own = stage.exercises().stream().filter(one -> !one.walkedThrough()).toList();
      assertThat(lesson.split("<details class=\"hint\">", -1))
          .as(stage.name())
          .hasSize(3 * own.size() + 1);
      assertThat(lesson.split("<details class=\"answer\">", -1))
          .as(stage.name())
          .hasSizeGreaterThanOrEqualTo(2 * own.size() + 1);
      assertThat(lesson).doesNotContain("<details open");
    }
    String first = page("01-manual-connect/index.html");
    int predict = first.indexOf("id=\"predict\"");
    int answer = first.indexOf("Have you predicted it?");
    int task = first.indexOf("id=\"do\"");
    int check = first.indexOf("id=\"check\"");
    int hint = first.indexOf("Hint 1 of 3");
    int explain = first.indexOf("id=\"explain\"");
    assertThat(List.of(predict, answer, task, check, hint, explain)).isSorted();
    assertThat(predict).isPositive();
  }

  @Test
  void transcriptsShowWhatIsTypedAtWhichNode() {
    assertThat(page("01-manual-connect/index.html"))
        .contains("<span class=\"prompt n0\">a@127.0.0.1(1)&gt;</span> <b>self()</b>");
  }

  @Test
  void decisionsLabsAndLaddersAreThere() {
    assertThat(page("solutions/doc/decisions/index.html")).contains("001-", "href=\"024-");
    assertThat(page("solutions/labs/index.html"))
        .contains("href=\"1-two-hosts-by-hand/index.html\"");
    assertThat(page("solutions/labs/1-two-hosts-by-hand/index.html"))
        .contains("<details class=\"answer\">");
    assertThat(page("ladders.html"))
        .contains("CHALLENGE", "hello", "refuses", "GetRooms", "has lost b");
    assertThat(real.resolve("site/solutions/doc/page.png")).isRegularFile();
  }

  @Test
  void theSearchKnowsSectionsAndNoAnswers() {
    String sections = page("site/sections.js");
    assertThat(sections)
        .contains("\"1.3 The handshake · Predict\"", "01-manual-connect/index.html#")
        .doesNotContain("128 connections that say nothing are enough")
        .doesNotContain(SiteMap.TOURS + "2");
    assertThat(page("site/minisearch.LICENSE.txt")).contains("Luca Ongaro");
  }

  @Test
  void allLinksLeadSomewhere() throws IOException {
    assertThat(LinkCheck.broken(real.resolve("site"))).isEmpty();
    Path site = Files.createDirectories(temp.resolve("site"));
    Files.writeString(site.resolve("b.html"), "<h2 id=\"here\">here</h2>");
    Files.writeString(
        site.resolve("a.html"),
        """
        <p id="x" id="x"><a href="b.html#here">a</a><a href="https://example.com/">b</a>
        <a href="b.html#there">c</a><a href="c.html">d</a><img src="../outside.png">
        """);
    assertThat(LinkCheck.broken(site))
        .containsExactly(
            "a.html: two places are called x",
            "a.html: b.html#there",
            "a.html: c.html",
            "a.html: ../outside.png");
  }

  private static SmallBook small(Path root) throws IOException {
    SmallBook book = SmallBook.in(root);
    book.write("README.md", "# Small\n\nSee [one](01-first/README.md).\n");
    book.write("01-first/README.md", "# One\n\n## 1.1 First\n\n### Predict\n\nWhat?\n");
    for (String id : List.of("1.1", "1.2")) {
      book.write("01-first/hints/%s.md".formatted(id), "# Hints\n\n## 1\n\nThink.\n");
    }
    return book;
  }

  @Test
  void aHandoutWithoutSolutionsHasASiteToo() throws IOException {
    SmallBook book = small(temp.resolve("book"));
    book.write("README.md", "# Small\n\n[one](01-first/README.md), [hints](01-first/hints/)\n");
    book.write("pom.xml", "<module>01-first</module><handout>true</handout>");
    Path start = Site.write(book.book(), temp.resolve("out"));
    assertThat(Stage.read(start))
        .contains("01-first/index.html")
        .contains(", hints")
        .doesNotContain("Decisions", "Ladders");
    assertThat(start.resolveSibling("ladders.html")).doesNotExist();
    assertThat(Stage.read(start.resolveSibling("01-first/index.html")))
        .contains("Hint 1 of 1")
        .doesNotContain("answer");
  }

  @Test
  void aLinkThatLeadsNowhereIsToldWithItsPage() throws IOException {
    SmallBook book = small(temp.resolve("book"));
    book.write("README.md", "# Small\n\n[gone](gone.md)\n");
    assertThatThrownBy(() -> Site.write(book.book(), temp.resolve("out")))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll("README.md", "gone.md");
    book.write("README.md", "# Small\n\n[gone](01-first/README.md#gone)\n");
    assertThatThrownBy(() -> Site.write(book.book(), temp.resolve("out")))
        .hasMessageContaining("index.html: 01-first/index.html#gone");
  }

  @Test
  void onlyASiteIsWrittenOver() throws IOException {
    Book book = small(temp.resolve("book")).book();
    Path out = Files.createDirectories(temp.resolve("out"));
    Path precious = Files.writeString(out.resolve("thesis.txt"), "precious");
    assertThatThrownBy(() -> Site.write(book, out))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("is no site");
    assertThat(precious).hasContent("precious");
    Files.delete(precious);
    Site.write(book, out);
    Path old = Files.writeString(out.resolve("old.html"), "old");
    Site.write(book, out);
    assertThat(old).doesNotExist();
  }
}
