package workbook.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.lab.book.Book;

class HandedOutTest {

  private static final String FILE = "01-first/src/main/java/p/First.java";
  private static final String TWO = "new Todo(\"1.1\", \"a\"); new Todo(\"1.1\", \"b\");\n";
  private static final String ONE = "new Todo(\"1.1\", \"b\");\n";
  private static final String DONE = "done\n";

  @TempDir Path root;

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void git(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=a", "-c"));
    command.addAll(List.of("user.email=a", "-c", "commit.gpgsign=false"));
    command.addAll(List.of(words));
    ProcessBuilder git = new ProcessBuilder(command).directory(root.toFile());
    git.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    assertThat(git.start().waitFor()).isZero();
  }

  private void book() throws IOException {
    write("01-first/pom.xml", "<given>p/</given>");
    write(
        "01-first/src/test/java/p/FirstTest.java",
        "package p;\n@Exercise(id = \"1.1\", title = \"a\", points = 1, minutes = 1,"
            + " files = \"p/First.java\")\nclass FirstTest {}\n");
    write(FILE, TWO);
  }

  private void commit(String message) throws IOException, InterruptedException {
    git("add", ".");
    git("commit", "-m", message);
  }

  private void handOut() throws IOException, InterruptedException {
    book();
    git("init");
    commit("as handed out");
  }

  private String stub(HandedOut handedOut) {
    return handedOut.stubs(new Book(root).exercise("1.1")).get("p/First.java").text();
  }

  private HandedOut look() {
    return HandedOut.of(new Book(root));
  }

  @Test
  void aFileWithAllItsMarksCountsAsItStands() throws Exception {
    handOut();
    write(FILE, "// a better question\n" + TWO);
    assertThat(stub(look())).isEqualTo("// a better question\n" + TWO);
    assertThat(look().tells()).isEmpty();
  }

  @Test
  void whatAStudentHasWrittenIsLeftOut() throws Exception {
    handOut();
    for (String written : List.of(ONE, DONE)) {
      write(FILE, written);
      assertThat(stub(look())).isEqualTo(TWO);
      assertThat(look().tells()).contains("from git").contains(FILE);
      assertThat(stub(HandedOut.asItStands(new Book(root)))).isEqualTo(written);
    }
    Files.delete(root.resolve(FILE));
    assertThat(stub(look())).isEqualTo(TWO);
  }

  @Test
  void whatAStudentHasCommittedIsLeftOutToo() throws Exception {
    handOut();
    write(FILE, ONE);
    commit("half");
    write(FILE, DONE);
    commit("all");
    assertThat(stub(look())).isEqualTo(TWO);
  }

  @Test
  void aMaintainerMayTakeAMarkAway() throws Exception {
    handOut();
    write(FILE, ONE);
    commit("a smaller exercise");
    assertThat(stub(look())).isEqualTo(ONE);
    assertThat(look().tells()).isEmpty();
  }

  @Test
  void aFileOfTheStudentsOwnWasNotHandedOut() throws Exception {
    handOut();
    write("01-first/src/main/java/p/Mine.java", "");
    assertThat(look().has(root.resolve("01-first/src/main/java/p/Mine.java"))).isFalse();
    assertThat(look().has(root.resolve(FILE))).isTrue();
  }

  @Test
  void withoutGitFilesCountAsTheyStand() throws Exception {
    book();
    assertThat(look().tells()).isEmpty();
    write(FILE, DONE);
    assertThat(stub(look())).isEqualTo(DONE);
    assertThat(look().tells()).contains("without git");
  }
}
