package workbook.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Reports;
import workbook.lab.book.Screen;
import workbook.lab.book.TestCase;
import workbook.lab.learn.HandedOutFiles;
import workbook.lab.learn.SmallBook;

/** What a student's editor, system and habits leave in the files, and what ./lab makes of it. */
class StudentFilesTest {

  private static final String GIVEN = "solutions/src/main/java/p/";

  @TempDir Path root;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();
  private SmallBook small;
  private Path first;

  @BeforeEach
  void handOut() throws IOException, InterruptedException {
    small = SmallBook.in(root).commit("as handed out");
    first = root.resolve(SmallBook.FIRST);
  }

  private int lab(String... args) {
    bytes.reset();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    CommandLine line = Lab.commandLine(small.book(), new Screen(out, false, false));
    return line.setErr(new PrintWriter(err, true)).execute(args);
  }

  private String out() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void green(String id) {
    Book book = small.book();
    Exercise exercise = book.exercise(id);
    Reports.write(
        book,
        exercise,
        Reports.sources(exercise),
        List.of(new TestCase(exercise.testClass(), "works", "", 1)));
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve(".lab/kept"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void aFileInAnotherEncodingIsPutBackAndKeptByteByByte() throws IOException {
    byte[] latin1 = "// caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(first, latin1);
    assertThat(lab("reset", "1.1", "--yes")).isZero();
    assertThat(first).hasContent(SmallBook.stub("1.1"));
    assertThat(kept()).singleElement().satisfies(file -> assertThat(file).hasBinaryContent(latin1));
  }

  @Test
  void whatIsNotUtf8IsToldWithItsPlace() throws IOException {
    small.write(GIVEN + "First.java", "finished\n");
    green("1.1");
    Files.write(first, "one\ntwo\n// caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(lab("solution", "1.1", "--anyway")).isEqualTo(1);
    assertThat(err.toString())
        .containsIgnoringWhitespaces("First.java is not UTF-8 (byte 0xE9 in line 3)");
  }

  @Test
  void anotherKindOfLineEndIsNoChange() throws IOException {
    Files.writeString(first, SmallBook.stub("1.1").replace("\n", "\r\n"));
    assertThat(lab("reset", "1.1")).isZero();
    assertThat(out()).contains("1.1 is as it was handed out");
  }

  @Test
  void aFileThatIsMissingIsPutBackWithoutAQuestion() throws IOException {
    Files.delete(first);
    assertThat(lab("reset", "1.1")).isZero();
    assertThat(first).hasContent(SmallBook.stub("1.1"));
    assertThat(root.resolve(".lab/kept")).doesNotExist();
  }

  @Test
  void aFolderInTheFilesPlaceIsKeptAside() throws IOException {
    Files.delete(first);
    Files.createDirectories(first);
    Files.writeString(first.resolve("notes"), "mine");
    assertThat(lab("reset", "1.1", "--yes")).isZero();
    assertThat(first).hasContent(SmallBook.stub("1.1"));
    assertThat(kept()).singleElement().satisfies(file -> assertThat(file).hasContent("mine"));
  }

  @Test
  void whatWasWrittenBesideACommentIsNotWhatWasHandedOut() throws Exception {
    String mine = SmallBook.stub("1.1").replace("throw", "return 7; // throw");
    small.write(SmallBook.FIRST, mine);
    small.commit("done");
    assertThat(lab("reset", "1.1", "--yes")).isZero();
    assertThat(first).hasContent(SmallBook.stub("1.1"));
  }

  @Test
  void bothSidesOfAConflictAreNotWhatWasHandedOut() throws Exception {
    String stub = SmallBook.stub("1.1");
    String both = "<<<<<<< HEAD\n" + stub + "=======\n" + stub + ">>>>>>> theirs\n";
    small.write(SmallBook.FIRST, both);
    small.commit("merge");
    new HandedOutFiles(small.book()).keep();
    assertThat(lab("reset", "1.1", "--yes")).isZero();
    assertThat(first).hasContent(stub);
  }

  @Test
  void withoutGitItSaysWhatToDo() throws IOException {
    Files.move(root.resolve(".git"), root.resolve("no-git"));
    Files.writeString(first, "mine\n");
    assertThat(lab("reset", "1.1", "--yes")).isEqualTo(1);
    assertThat(err.toString()).contains(SmallBook.FIRST, "fresh download").doesNotContain("bug");
    assertThat(first).hasContent("mine\n");
  }

  @Test
  void withoutGitTheCopiesOfTheFirstBuildCount() throws IOException {
    Files.move(root.resolve(".git"), root.resolve("no-git"));
    new HandedOutFiles(small.book()).keep();
    Files.writeString(first, "mine\n");
    new HandedOutFiles(small.book()).keep();
    assertThat(lab("reset", "1.1", "--yes")).isZero();
    assertThat(first).hasContent(SmallBook.stub("1.1"));
    assertThat(kept()).singleElement().satisfies(file -> assertThat(file).hasContent("mine\n"));
  }

  @Test
  void whatAnEditorLeavesBesideTheFilesIsPassedOver() throws IOException {
    Path folder = first.getParent();
    Files.createSymbolicLink(folder.resolve(".#First.java"), Path.of("somebody@somewhere.1"));
    Files.writeString(folder.resolve("#First.java#"), "half a line");
    Files.writeString(folder.resolve("._First.java"), "a fork of macOS");
    Files.createDirectories(folder.resolve("X.java"));
    Path tests = root.resolve("01-first/src/test/java/p");
    Files.createDirectories(tests.resolve(".history"));
    Files.copy(tests.resolve("FirstTest.java"), tests.resolve(".history/FirstTest.java"));
    Files.createSymbolicLink(tests.resolve("GoneTest.java"), Path.of("gone"));
    assertThat(lab()).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(small.book().exercises()).extracting(Exercise::id).containsExactly("1.1", "1.2");
    assertThat(workbook.lab.book.Stage.javaFiles(folder))
        .containsExactly(first, root.resolve(SmallBook.SECOND));
  }

  @Test
  void aCopyOfAStageIsNoStage() throws IOException {
    small.write("01-first-old/pom.xml", "<given>p/</given>");
    small.write(
        "01-first-old/src/test/java/p/FirstTest.java",
        "@Exercise(id = \"1.1\", title = \"old\", points = 1, minutes = 1)\nclass FirstTest {}\n");
    assertThat(small.book().stages()).hasSize(1);
    assertThat(lab()).isZero();
    assertThat(out()).doesNotContain("old");
  }

  @Test
  void aClassThatIsGivenIsShown() throws IOException {
    small.write(GIVEN + "Refused.java", "package p;\n\nfinal class Refused {}\n");
    small.write(GIVEN + "First.java", "the solution\n");
    for (String name : List.of("Refused", "refused", "p.Refused", "Refused.Reason")) {
      assertThat(lab("given", name)).as(name).isZero();
      assertThat(out()).contains(GIVEN + "Refused.java", "final class Refused {}");
    }
    assertThat(lab("given", "Refused", "--lines", "1")).isZero();
    assertThat(out()).contains("package p;", "2 lines more").doesNotContain("final class");
    assertThat(lab("given", "Refusde")).isEqualTo(1);
    assertThat(out()).contains("Did you mean Refused?");
  }

  @Test
  void aClassThatIsStillToWriteIsNotShown() throws IOException {
    small.write(GIVEN + "First.java", "the solution\n");
    assertThat(lab("given", "First")).isEqualTo(1);
    assertThat(out()).contains("yours to write, in 1.1").doesNotContain("the solution");
    green("1.1");
    assertThat(lab("given", "First")).isZero();
    assertThat(out()).contains("the solution");
  }

  @Test
  void theSolutionIsThatOfWhatWasFinishedLast() throws IOException {
    assertThat(lab("solution")).isEqualTo(1);
    assertThat(err.toString()).contains("No exercise is green yet");
    for (String name : List.of("First", "Second")) {
      small.write(GIVEN + name + ".java", "the solution of " + name + "\n");
    }
    green("1.1");
    green("1.2");
    Files.setLastModifiedTime(first, FileTime.fromMillis(System.currentTimeMillis() + 60_000));
    green("1.1");
    assertThat(lab("solution")).isZero();
    assertThat(out()).contains("the solution of First").doesNotContain("Second");
  }
}
