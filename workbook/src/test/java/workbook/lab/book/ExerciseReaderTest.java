package workbook.lab.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExerciseReaderTest {

  private static final Stage STAGE = new Stage(1, Path.of("01-first"));
  private static final Path FILE = Path.of("01-first/src/test/java/p/E13_ShakeTest.java");

  private static Optional<Exercise> read(String source) {
    return ExerciseReader.read(STAGE, FILE, source);
  }

  @Test
  void readsAllMembers() {
    Exercise exercise =
        read("""
        package p;
        @Exercise(
            id = "1.3",
            title = "The handshake, (really) = proof",
            points = 20,
            minutes = 35,
            files = {"multinode/node/A.java", "multinode/node/B.java"})
        class E13_ShakeTest {}
        """)
            .orElseThrow();
    assertThat(exercise.id()).isEqualTo("1.3");
    assertThat(exercise.title()).isEqualTo("The handshake, (really) = proof");
    assertThat(exercise.points()).isEqualTo(20);
    assertThat(exercise.minutes()).isEqualTo(35);
    assertThat(exercise.files()).containsExactly("multinode/node/A.java", "multinode/node/B.java");
    assertThat(exercise.testClass()).isEqualTo("p.E13_ShakeTest");
  }

  @Test
  void readsOneFileWithoutBraces() {
    Exercise exercise =
        read("@Exercise(id = \"1.0\", files = \"A.java\", points = 0, minutes = 1, title = \"\")")
            .orElseThrow();
    assertThat(exercise.files()).containsExactly("A.java");
    assertThat(exercise.walkedThrough()).isTrue();
  }

  @Test
  void aTestWithoutTheAnnotationIsNoExercise() {
    assertThat(read("package p;\nclass HelperTest {}\n")).isEmpty();
  }

  @Test
  void refusesAnIdThatIsNone() {
    assertThatThrownBy(() -> read("@Exercise(id = \"one\", title = \"x\")"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("\"one\"");
  }
}
