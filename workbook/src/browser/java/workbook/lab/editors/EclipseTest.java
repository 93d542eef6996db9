package workbook.lab.editors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.harness.Child;
import workbook.lab.book.Book;
import workbook.lab.book.Stage;
import workbook.lab.node.NodeJvm;
import workbook.lab.run.Maven;

/**
 * The stages with the compiler of Eclipse, which VS Code uses too, on the folders that Maven tells
 * an editor of; and their tests as an editor runs them.
 */
class EclipseTest {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Book BOOK = Book.here();

  private static final List<String> SOURCES =
      List.of(
          "src/main/java",
          "target/generated-sources/given",
          "src/test/java",
          "target/generated-test-sources/harness");
  private static final List<String> RESOURCES =
      List.of(
          "target/generated-resources/given",
          "src/test/resources",
          "target/generated-test-resources/harness");

  @TempDir private static Path temp;

  /** What the one command before an import does for the editor. */
  @BeforeAll
  static void putTogether() throws Exception {
    Path log = temp.resolve("maven.log");
    String stages = BOOK.stages().stream().map(Stage::name).collect(Collectors.joining(","));
    int exit = Maven.run(BOOK, log, List.of("generate-test-sources", "-pl", stages));
    assertThat(exit).as(Files.readString(log)).isZero();
  }

  static Stream<Stage> stages() {
    return BOOK.stages().stream();
  }

  private static Path classes(Stage stage) {
    return temp.resolve(stage.name());
  }

  private static List<String> existing(Stage stage, List<String> folders) {
    return folders.stream()
        .map(stage.dir()::resolve)
        .filter(Files::isDirectory)
        .map(Path::toString)
        .toList();
  }

  /** The libraries; the workbook's own classes come from the stage's folders. */
  private static Stream<String> libraries() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(path -> path.endsWith(".jar") && !Path.of(path).startsWith(BOOK.root()));
  }

  private static String compile(Stage stage) {
    List<String> words = new ArrayList<>(List.of("--release", "25", "-proc:none", "-nowarn"));
    words.addAll(List.of("-parameters", "-d", classes(stage).toString()));
    words.addAll(List.of("-cp", libraries().collect(Collectors.joining(File.pathSeparator))));
    words.addAll(existing(stage, SOURCES));
    StringWriter said = new StringWriter();
    PrintWriter to = new PrintWriter(said);
    boolean good = BatchCompiler.compile(words.toArray(String[]::new), to, to, null);
    return good ? "" : "it does not compile\n" + said;
  }

  @ParameterizedTest
  @MethodSource("stages")
  @DisplayName("a stage has no errors in Eclipse, and what is given is found")
  void noErrors(Stage stage) {
    assertThat(compile(stage)).isEmpty();
    String given = stage.given().getFirst();
    assertThat(classes(stage).resolve(given)).isNotEmptyDirectory();
  }

  /** As a click beside the class does, in the stage's folder. */
  private static String run(Stage stage, String testClass)
      throws IOException, InterruptedException {
    List<String> path = new ArrayList<>(List.of(classes(stage).toString()));
    path.addAll(existing(stage, RESOURCES));
    path.add(PlainRun.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    libraries().forEach(path::add);
    List<String> words =
        List.of("-cp", String.join(File.pathSeparator, path), PlainRun.class.getName(), testClass);
    ProcessBuilder java = new ProcessBuilder(NodeJvm.java(words)).directory(stage.dir().toFile());
    try (Child run = Child.start(java.redirectErrorStream(true))) {
      assertThat(run.awaitEnd(LIMIT)).as(run.printed()).isTrue();
      return run.printed();
    }
  }

  @Test
  @DisplayName("a test runs without any property that only Maven sets")
  void plainRun() throws Exception {
    Stage first = BOOK.stage(1);
    assertThat(compile(first)).isEmpty();
    assertThat(run(first, BOOK.exercise("1.0").testClass())).contains("4 green, 0 red");
    String red = run(first, BOOK.exercise("1.1").testClass());
    assertThat(red).containsPattern("\\d+ green, \\d+ red").doesNotContain(" 0 red");
  }
}
