package workbook.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.lab.learn.SmallBook;

class ExerciseFilesTest {

  private static final String FILE = SmallBook.FIRST;
  private static final String STUB = SmallBook.stub("1.1");
  private static final String HALF = "throw new Todo(\"1.1\", \"two\");\n";
  private static final String DONE = "done\n";
  private static final String MINE = "01-first/src/main/java/p/Mine.java";

  @TempDir Path root;

  private SmallBook handedOut() throws IOException, InterruptedException {
    return SmallBook.in(root).commit("as handed out");
  }

  private static ExerciseFiles look(SmallBook small) {
    return ExerciseFiles.handedOut(small.book());
  }

  private static ExerciseFiles asItStands(SmallBook small) {
    return ExerciseFiles.asTheyStand(small.book());
  }

  private static String stub(SmallBook small, ExerciseFiles handedOut) {
    return handedOut.of(small.book().exercise("1.1")).get("p/First.java").text();
  }

  @Test
  void aFileWithAllItsMarksCountsAsItStands() throws Exception {
    SmallBook small = handedOut();
    small.write(FILE, "// a better question\n" + STUB);
    assertThat(stub(small, look(small))).isEqualTo("// a better question\n" + STUB);
    assertThat(look(small).tells()).isEmpty();
  }

  @Test
  void whatAStudentHasWrittenIsLeftOut() throws Exception {
    SmallBook small = handedOut();
    for (String written : List.of(HALF, DONE)) {
      small.write(FILE, written);
      assertThat(stub(small, look(small))).isEqualTo(STUB);
      assertThat(look(small).tells()).contains("from git").contains(FILE);
      assertThat(stub(small, asItStands(small))).isEqualTo(written);
    }
    Files.writeString(root.resolve(FILE), "// J\u00fcrgen\n", StandardCharsets.ISO_8859_1);
    assertThat(stub(small, look(small))).isEqualTo(STUB);
    Files.delete(root.resolve(FILE));
    assertThat(stub(small, look(small))).isEqualTo(STUB);
  }

  @Test
  void whatAStudentHasCommittedIsLeftOutToo() throws Exception {
    SmallBook small = handedOut();
    small.write(FILE, HALF);
    small.commit("half");
    small.write(FILE, DONE);
    small.commit("all");
    assertThat(stub(small, look(small))).isEqualTo(STUB);
  }

  @Test
  void aMaintainerMayTakeAMarkAway() throws Exception {
    SmallBook small = handedOut();
    small.write(FILE, HALF);
    small.commit("a smaller exercise");
    assertThat(stub(small, look(small))).isEqualTo(HALF);
    assertThat(look(small).tells()).isEmpty();
  }

  @Test
  void strayFilesAreThoseOfTheWorkbookNotOfTheStudent() throws Exception {
    SmallBook small = handedOut();
    small.write(FILE, DONE);
    small.write(MINE, "");
    Tally student = new Tally();
    new NoStrays(Setting.of(small.book()), look(small)).run(student);
    assertThat(student.problems()).isEmpty();
    Tally strict = new Tally();
    new NoStrays(Setting.of(small.book()), asItStands(small)).run(strict);
    assertThat(strict.problems()).singleElement().asString().contains("Mine.java");
  }

  @Test
  void withoutGitFilesCountAsTheyStand() throws Exception {
    SmallBook small = SmallBook.in(root);
    assertThat(look(small).tells()).isEmpty();
    small.write(FILE, DONE);
    assertThat(stub(small, look(small))).isEqualTo(DONE);
    assertThat(look(small).tells()).contains("without git");
  }
}
