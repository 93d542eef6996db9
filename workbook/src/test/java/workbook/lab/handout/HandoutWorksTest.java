package workbook.lab.handout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import workbook.harness.ProgramResult;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.run.Maven;

/** A student's first hour with a handout: in a folder as students have them, without git. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has lab.cmd")
class HandoutWorksTest {

  private static final Book BOOK = new Book(Path.of(System.getProperty("workbook.root")));
  private static final Duration LIMIT = Duration.ofMinutes(15);

  @TempDir Path temp;

  private Book handout;

  private ProgramResult lab(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "./lab"));
    command.addAll(List.of(words));
    ProcessBuilder lab = new ProcessBuilder(command).directory(handout.root().toFile());
    lab.environment().put("JAVA25_HOME", System.getProperty("java.home"));
    lab.environment().put("LANG", "C");
    return ProgramResult.of(lab, LIMIT).orElseThrow();
  }

  @Test
  void itIsBuiltAndRedAndThenGreen() throws Exception {
    handout = new Book(temp.resolve("Jürgens Übung"));
    Handout.of(BOOK, 1, 2).write(Form.FOLDER, handout.root(), "help");

    ProgramResult red = lab("test", "1.1");
    assertThat(red.out()).as(red.err()).contains("1.1 is not written yet", "0 of 100 points");
    assertThat(red.code()).isEqualTo(1);
    assertThat(lab("solution", "1.1").err()).contains("this is a handout");
    assertThat(lab("up").err()).contains("this is a handout");
    ProgramResult node = lab("node", "a", "--cookie", "monster");
    assertThat(node.err().lines()).as(node.err()).hasSize(2);
    assertThat(node.err()).contains("cannot start before 1.1 is written", "./lab hint 1.1");
    assertThat(node.code()).isEqualTo(1);
    assertThat(lab("start", "2").out()).contains("next  2.1");
    assertThat(lab("hint").out()).contains("2.1", "hint 1 of 3");
    noClassIsASolution();

    List<String> maven = List.of("-o", "test", "-Dtest=E11_NodeNamesTest");
    Path stage = handout.root().resolve("01-manual-connect");
    List<String> inStage = new ArrayList<>(maven);
    inStage.addAll(List.of("-f", stage.toString()));
    Path log = temp.resolve("log.txt");
    assertThat(Maven.run(handout, log, inStage)).isEqualTo(1);
    assertThat(log)
        .content()
        .contains("1.1 is not written yet")
        .contains("There are test failures");

    Exercise first = BOOK.exercise("1.1");
    for (String file : first.files()) {
      Path own = stage.resolve("src/main/java").resolve(file);
      Files.copy(BOOK.finished().resolve(file), own, StandardCopyOption.REPLACE_EXISTING);
    }
    ProgramResult green = lab("test", "1.1");
    assertThat(green.out()).contains("✓ 1.1", "10 of 100 points");
    assertThat(green.code()).isZero();
    assertThat(Maven.run(handout, log, inStage)).isZero();

    assertThat(lab("reset", "1.1", "--yes").code()).isZero();
    assertThat(stage.resolve("src/main/java").resolve(first.files().getFirst()))
        .content()
        .contains("new Todo(\"1.1\"");
  }

  /** What is built of an exercise's file throws Todo, and is not what is built of the solution. */
  private void noClassIsASolution() throws Exception {
    try (FileSystem jar = FileSystems.newFileSystem(handout.jar())) {
      for (Exercise exercise : BOOK.exercises()) {
        for (String file : exercise.files()) {
          Path type = jar.getPath(file.replaceFirst("java$", "class"));
          String text = new String(Files.readAllBytes(type), StandardCharsets.ISO_8859_1);
          if (Files.readString(exercise.stage().sources().resolve(file)).contains("new Todo(")) {
            assertThat(text).as(file).contains("workbook/Todo");
          }
        }
      }
    }
  }
}
