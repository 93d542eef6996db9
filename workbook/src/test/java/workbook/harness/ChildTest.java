package workbook.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import workbook.harness.examples.Parent;

/** Processes of the operating system, and that none of them stays. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it runs programs by sh")
class ChildTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static ProcessBuilder shell(String script) {
    return new ProcessBuilder("sh", "-c", script);
  }

  @Test
  void itAnswersWhatIsTyped() throws Exception {
    try (Child child = Child.start(shell("while read line; do echo \"<$line>\"; done; echo end"))) {
      child.type("grün");
      assertThat(child.await(text -> text.contains("<grün>"), LIMIT)).isTrue();
      child.endInput();
      assertThat(child.awaitEnd(LIMIT)).isTrue();
      assertThat(child.lines()).containsExactly("<grün>", "end");
      assertThat(child.exitCode()).isZero();
    }
  }

  @Test
  void whatItPrintsLastIsKeptAndNoMore() throws Exception {
    try (Child child = Child.start(shell("yes | head -c 3000000; printf last"))) {
      assertThat(child.await(text -> text.endsWith("last"), LIMIT)).isTrue();
      assertThat(child.printed()).hasSize(1 << 20);
    }
  }

  @Test
  void aLineIsTakenOnceAndWhole() throws Exception {
    try (Child child = Child.start(shell("printf 'one\\ntwo'; read x; echo ' and more'"))) {
      assertThat(child.await(text -> text.endsWith("two"), LIMIT)).isTrue();
      assertThat(child.takeLines()).containsExactly("one");
      child.type("");
      assertThat(child.awaitEnd(LIMIT)).isTrue();
      assertThat(child.takeLines()).containsExactly("two and more");
    }
  }

  @Test
  void aWaitEndsWithTheChild() throws Exception {
    try (Child child = Child.start(shell("echo so much; exit 3"))) {
      assertThat(child.await(text -> text.contains("more"), LIMIT)).isFalse();
      assertThat(child.exitCode()).isEqualTo(3);
      assertThat(child.printed()).isEqualTo("so much\n");
    }
  }

  @Test
  void whatItHasStartedEndsWithIt() throws Exception {
    Child child = Child.start(shell("sleep 600 & echo $!; wait"));
    assertThat(child.await(text -> text.endsWith("\n"), LIMIT)).isTrue();
    ProcessHandle started = handle(child.lines().getFirst());
    child.signal("STOP");
    child.close();
    assertThat(child.isAlive()).isFalse();
    Await.until("its own child is gone", () -> !started.isAlive());
  }

  /** As on Ctrl-C: the program is told to end, and its child, and that one's, do not listen. */
  @Test
  void itEndsWithTheProgram() throws Exception {
    String java = ProcessHandle.current().info().command().orElseThrow();
    String path = System.getProperty("java.class.path");
    ProcessBuilder command = new ProcessBuilder(java, "-cp", path, Parent.class.getName());
    try (Child program = Child.start(command)) {
      assertThat(program.await(text -> text.lines().count() == 2, LIMIT)).isTrue();
      List<ProcessHandle> started = program.lines().stream().map(ChildTest::handle).toList();
      assertThat(started).allMatch(ProcessHandle::isAlive);
      program.signal("TERM");
      assertThat(program.awaitEnd(LIMIT)).isTrue();
      Await.until("all are gone", () -> started.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  private static ProcessHandle handle(String pid) {
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  @Test
  void aRunTellsHowItEnded() throws Exception {
    assertThat(ProgramResult.of(shell("cat; echo out; echo err >&2; exit 2"), LIMIT))
        .contains(new ProgramResult(2, "out\n", "err\n"));
  }

  @Test
  void aRunThatTakesTooLongIsEnded() throws Exception {
    assertThat(ProgramResult.of(shell("sleep 600"), Duration.ofMillis(50)))
        .isEqualTo(Optional.empty());
  }

  @Test
  void whatIsNotThereIsTold() {
    assertThatThrownBy(() -> Child.start(new ProcessBuilder("no-such-program")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no-such-program");
  }
}
