package workbook.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.Todo;
import workbook.lab.book.Book;
import workbook.lab.book.TestCase;
import workbook.lab.compile.CompileFailed;
import workbook.lab.compile.Folders;
import workbook.lab.compile.Javac;

class WorkerJvmTest {

  private static final String USES_MOCKITO =
      """
      package p;
      class MockTest {
        static final class Room { String name() { return "real"; } }
        @org.junit.jupiter.api.Test void mocks() {
          Room room = org.mockito.Mockito.mock(Room.class);
          org.mockito.Mockito.when(room.name()).thenReturn("mocked");
          org.assertj.core.api.Assertions.assertThat(room.name()).isEqualTo("mocked");
        }
        @org.junit.jupiter.api.Test void wrong() { throw new AssertionError("as it should be"); }
      }
      """;

  @TempDir Path root;

  @Test
  void runsTestsThatUseMockito() throws IOException, CompileFailed {
    Setting setting = Setting.of(new Book(root));
    keepHarness(root.resolve(".lab/lib/workbook.jar"));
    Path source = Files.writeString(root.resolve("MockTest.java"), USES_MOCKITO);
    Path tests = root.resolve("tests");
    Javac.compile(List.of(source), setting.classPath(), tests);

    try (WorkerJvm worker = new WorkerJvm(setting)) {
      Job job = new Job(root.toString(), tests.toString(), "p.MockTest", root.toString(), "", "");
      assertThat(worker.run(job).orElseThrow())
          .extracting(TestCase::name, TestCase::message)
          .containsExactlyInAnyOrder(tuple("mocks()", ""), tuple("wrong()", "as it should be"));
    }
    assertThat(setting.folder().resolve("worker.log"))
        .content()
        .doesNotContain("agent", "attaching", "VM warning");
  }

  /** A folder stands for the jar: a class loader takes either. */
  private static void keepHarness(Path jar) throws IOException {
    Folders.copy(
        Path.of(Todo.class.getProtectionDomain().getCodeSource().getLocation().getPath()), jar);
  }
}
