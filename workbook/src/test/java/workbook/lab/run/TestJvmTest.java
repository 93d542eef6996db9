package workbook.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.lab.book.Book;
import workbook.lab.book.TestCase;
import workbook.lab.compile.Javac;
import workbook.lab.compile.Source;

class TestJvmTest {

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

  private final List<TestCase> cases = new ArrayList<>();
  private final StringBuilder printed = new StringBuilder();

  private void hear(TestEvent event) {
    if (event instanceof TestEvent.Ended(TestCase test)) cases.add(test);
    if (event instanceof TestEvent.Printed(String text)) printed.append(text);
  }

  private Job job(String source) throws IOException {
    Book book = new Book(root);
    Path tests = Files.createDirectories(root.resolve("tests"));
    Source test = new Source("p/MockTest.java", root.resolve("MockTest.java"), source);
    Javac.compile(List.of(test), book.classPath(), tests);
    return Job.silent(root, tests, root, "p.MockTest");
  }

  @Test
  void runsTestsThatUseMockito() throws Exception {
    Job job = job(USES_MOCKITO);
    try (TestJvm jvm = TestJvm.start(new Book(root), List.of())) {
      jvm.warmUp(job);
      assertThat(jvm.run(job, this::hear)).isEmpty();
      assertThat(cases)
          .extracting(TestCase::name, TestCase::message)
          .containsExactlyInAnyOrder(tuple("mocks()", ""), tuple("wrong()", "as it should be"));
      assertThat(jvm.isUsable()).isTrue();
    }
    assertThat(printed).doesNotContain("agent", "attaching", "VM warning");
  }

  @Test
  void tellsHowItEnded() throws Exception {
    Job job = job(USES_MOCKITO.replace("throw new", "System.exit(7); throw new"));
    try (TestJvm jvm = TestJvm.start(new Book(root), List.of())) {
      assertThat(jvm.run(job, this::hear)).hasValue("it ended the JVM, as System.exit(7) does");
      assertThat(jvm.isUsable()).isFalse();
    }
  }

  @Test
  void aJobIsOneLineWhateverItHas() {
    Job job = new Job(Path.of("/a b/c"), root, root, List.of("p.A", "p.B"), true, "", "two\nlines");
    assertThat(job.write()).doesNotContain("\n");
    assertThat(Job.read(job.write())).isEqualTo(job);
  }
}
