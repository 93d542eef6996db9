package workbook.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static workbook.lab.MiniBook.FIRST;
import static workbook.lab.MiniBook.SECOND;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.lab.MiniBook.Outcome;

/** Whatever a student's files are or do, {@code ./lab test} says what is true of them. */
class TrueVerdictTest {

  @TempDir Path root;

  private MiniBook book;

  @BeforeEach
  void handOut() throws IOException {
    book = MiniBook.in(root);
  }

  private static void assertRed(Outcome outcome, String... words) {
    assertThat(outcome.output()).contains(words);
    assertThat(outcome.exit()).isEqualTo(1);
  }

  @Test
  void stubsAreRedAndSaySo() {
    assertRed(book.lab("test", "1"), "1.1 is not written yet", "0 of 2   0 of 10 points");
  }

  @Test
  void solutionsAreGreen() throws IOException {
    book.solve();
    Outcome outcome = book.lab("test", "1");
    assertThat(outcome.output()).contains("2 of 2   10 of 10 points", "All of it is done.");
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void aMissingFileIsRedAndNeverTheFinishedOne() throws IOException {
    book.solve();
    Files.delete(book.file(FIRST));
    Files.move(book.file(SECOND), book.file(SECOND + ".txt"));
    assertRed(book.lab("test", "1"), "First.java: this file of exercise 1.1 is missing", "0 of 2");
  }

  @Test
  void whatNeedsAMissingFileWaitsForIt() throws IOException {
    book.solve();
    Files.delete(book.file(FIRST));
    assertRed(book.lab("test", "1.2"), "1.2", "waits for 1.1");
  }

  @ParameterizedTest
  @CsvSource({
    "System.exit(0); return 1;, as System.exit(0) does",
    "Runtime.getRuntime().halt(0); return 1;, as System.exit(0) does",
    "return new long[1 << 30].length + new long[1 << 30].length;, had no memory left",
  })
  void codeThatEndsTheJvmIsRed(String body, String told) throws IOException {
    book.solve();
    book.body(FIRST, body);
    Outcome outcome = book.lab("test", "1.1");
    assertRed(outcome, "1.1: its tests did not come to their end", "right number", told);
    assertThat(book.lab().output()).contains("0 of 2");
  }

  @Test
  void aJvmThatEndsTakesNoOtherExerciseAlong() throws IOException {
    book.body(FIRST, "System.exit(0); return 1;");
    book.body(SECOND, "return 2;");
    assertRed(book.lab("test", "1"), "1 of 2", "✓ 1.2");
  }

  @Test
  void aResultIsOnlyAsOldAsWhatItJudged() throws IOException {
    book.solve();
    book.lab("test", "1.1");
    assertThat(book.lab().output()).contains("1 of 2");
    assertThat(book.lab("solution", "1.1").exit()).isZero();

    book.write(FIRST, "this is no Java");
    assertThat(book.lab().output()).contains("0 of 2", "next  1.1");
    assertRed(book.lab("solution", "1.1"), "1.1 is not green");
    assertRed(book.lab("test", "1.1"), "This does not compile yet:", "First.java:1");

    book.body(FIRST, "return 1;");
    assertThat(book.lab("test", "1.1").exit()).isZero();
    assertThat(book.lab().output()).contains("1 of 2");
  }

  @Test
  void theLastExerciseIsNotAllOfIt() throws IOException {
    book.body(SECOND, "return 2;");
    Outcome outcome = book.lab("test", "1.2");
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.output()).contains("1 of 2", "next  1.1").doesNotContain("All of it");
  }

  @Test
  void anUnfinishedNeighbourStopsNothing() throws IOException {
    book.body(FIRST, "return 1;");
    book.write(SECOND, "package multinode.mini; class Second { half a file");
    assertThat(book.lab("test", "1.1").exit()).isZero();
    assertRed(book.lab("test", "1.2"), "This does not compile yet:", "Second.java:1");
  }

  @Test
  void aMethodThatIsGoneIsToldLikeACompileError() throws IOException {
    book.solve();
    book.write(
        FIRST,
        "package multinode.mini; public class First { public static int num() { return 1; } }");
    book.body(SECOND, "return 2;");
    assertRed(book.lab("test", "1.1"), "First.java", "First.number() int");
    assertThat(book.lab("test", "1.2").exit()).isZero();
  }

  @Test
  void anotherPackageIsTold() throws IOException {
    book.solve();
    String text = Files.readString(book.file(FIRST));
    book.write(FIRST, text.replace("package multinode.mini;", "package mini;"));
    Outcome outcome = book.lab("test", "1.1");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.output().replace("\n", " "))
        .contains("there is no class multinode.mini.First in this file any more: put back its");
  }

  @Test
  void aFileThatIsNotUtf8IsNamed() throws IOException {
    book.solve();
    Files.write(book.file(FIRST), "// caf\u00e9\nclass".getBytes(StandardCharsets.ISO_8859_1));
    assertRed(book.lab("test", "1.1"), "First.java: this file is not UTF-8 (byte 0xE9 in line 1)");
  }

  /** The compiler counts a tab as so many columns as lead to the next multiple of eight. */
  @Test
  void theMarkBelowAnErrorIsInItsPlaceAlsoBehindTabs() throws IOException {
    String text = "package multinode.mini;\npublic class First {\n\t\tint\tone = nothing;\n}\n";
    book.write(FIRST, text);
    assertRed(book.lab("test", "1.1"), "    int     one = nothing;\n", " ".repeat(18) + "^\n");
  }

  /** Eclipse and IntelliJ make one, where somebody asks for it or does not say no. */
  @Test
  void aModuleOfTheStudentsOwnIsTold() throws IOException {
    book.solve();
    book.write("01-first/src/main/java/module-info.java", "module mine {}\n");
    assertRed(
        book.lab("test", "1.1"),
        "This cannot be tested yet:",
        "01-first/src/main/java/module-info.java: this file turns your code into a Java module");
  }

  @Test
  void aByteOrderMarkIsTold() throws IOException {
    book.solve();
    book.write(FIRST, "\ufeff" + Files.readString(book.file(FIRST)));
    assertRed(book.lab("test", "1.1"), "First.java: this file is UTF-8 with a byte order mark");
    assertThat(book.lab("test", "1.2").exit()).isEqualTo(1);
  }

  @Test
  void whatIsPrintedWithoutEndIsCut() throws IOException {
    book.body(
        FIRST, "for (int i = 0; i < 1_000_000; i++) System.out.println(\"again\"); return 1;");
    Outcome outcome = book.lab("test", "1.1");
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.output()).contains("✓ 1.1").hasSizeLessThan(300_000);
  }

  @Test
  void twoCommandsAtOnceDoNotDisturbEachOther() throws IOException {
    book.solve();
    var one = CompletableFuture.supplyAsync(() -> book.lab("test", "1.1"));
    var two = CompletableFuture.supplyAsync(() -> book.lab("test", "1"));
    assertThat(one.join().exit()).isZero();
    assertThat(two.join().exit()).isZero();
  }

  /** Students keep copies: named by hand, or as their system names them. */
  @Test
  void aCopyOfAStageBesideItChangesNothing() throws IOException {
    book.solve();
    for (String copy : List.of("01-first copy", "01-first-old", "02-first")) {
      for (String file : List.of(FIRST, SECOND)) {
        book.write(file.replace("01-first", copy), "this is no Java");
      }
      book.write(copy + "/pom.xml", "<given>multinode/mini/</given>");
    }
    Outcome outcome = book.lab("test", "--all");
    assertThat(outcome.exit()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains("2 of 2   10 of 10 points").doesNotContain("02-first");
  }

  /** Thirty of a class share one host; here six at once, of whom each second one is done. */
  @Test
  void thoseWhoShareAHostDoNotDisturbEachOther(@TempDir Path host) throws IOException {
    List<MiniBook> books = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      MiniBook one = MiniBook.in(Files.createDirectories(host.resolve("student " + i)));
      if (i % 2 == 0) one.solve();
      books.add(one);
    }
    List<CompletableFuture<Outcome>> all =
        books.stream()
            .map(one -> CompletableFuture.supplyAsync(() -> one.lab("test", "1")))
            .toList();
    for (int i = 0; i < 6; i++) {
      Outcome outcome = all.get(i).join();
      assertThat(outcome.output()).contains(i % 2 == 0 ? "10 of 10 points" : "0 of 10 points");
      assertThat(outcome.exit()).isEqualTo(i % 2);
    }
  }
}
