package workbook.lab.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.lab.book.Book;
import workbook.lab.book.UserError;

class StubTest {

  @TempDir Path root;

  private SmallBook committed() throws IOException, InterruptedException {
    return SmallBook.in(root).commit("as handed out");
  }

  private static Stub stub(SmallBook small) {
    Book book = small.book();
    return Stub.of(book, book.exercise("1.1"));
  }

  @Test
  void whatWasWrittenIsKeptAndTheStubComesBack() throws IOException, InterruptedException {
    SmallBook small = committed();
    assertThat(stub(small).changed()).isEmpty();
    small.write(SmallBook.FIRST, "mine\n");
    small.write(SmallBook.SECOND, "mine too\n");

    assertThat(stub(small).changed()).containsExactly(root.resolve(SmallBook.FIRST));
    stub(small).putBack(root.resolve("kept"));
    assertThat(small.read(SmallBook.FIRST)).isEqualTo(SmallBook.stub("1.1"));
    assertThat(small.read(SmallBook.SECOND)).isEqualTo("mine too\n");
    assertThat(small.read("kept/" + SmallBook.FIRST)).isEqualTo("mine\n");
  }

  @Test
  void aStudentMayCommitHalfOfItAndAllOfIt() throws IOException, InterruptedException {
    SmallBook small = committed();
    small.write(SmallBook.FIRST, "throw new Todo(\"1.1\", \"two\");\n");
    small.commit("half");
    small.write(SmallBook.FIRST, "all\n");
    small.commit("all");

    stub(small).putBack(root.resolve("kept"));
    assertThat(small.read(SmallBook.FIRST)).isEqualTo(SmallBook.stub("1.1"));
  }

  @Test
  void withoutGitThereIsNothingToPutBack() throws IOException {
    SmallBook small = SmallBook.in(root);
    assertThatThrownBy(() -> stub(small)).isInstanceOf(UserError.class);
  }
}
