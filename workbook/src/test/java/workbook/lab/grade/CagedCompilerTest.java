package workbook.lab.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.lab.book.Book;
import workbook.lab.compile.CompileError;
import workbook.lab.compile.Source;

/** The compiler ends, whatever it is given, and says which file it was. */
class CagedCompilerTest {

  private static final Duration SHORT = Duration.ofSeconds(12);

  @TempDir Path temp;

  private List<CompileError> compile(Source... sources) throws Exception {
    return compile(SHORT, sources);
  }

  private List<CompileError> compile(Duration limit, Source... sources) throws Exception {
    Book book = new Book(temp.resolve("book"));
    CagedCompiler compiler = new CagedCompiler(book, new Trusted(), new AtomicInteger(), limit);
    return compiler.compile(List.of(sources), List.of(), Files.createDirectories(out()));
  }

  private Path out() {
    return temp.resolve("out");
  }

  private Source source(String name, String members) {
    String file = "a/" + name + ".java";
    String text = "package a; class %s { %s }".formatted(name, members);
    return new Source(file, temp.resolve(file), text);
  }

  @Test
  void whatCompilesIsCompiled() throws Exception {
    assertThat(compile(source("A", "B b;"), source("B", "class Inner {}"))).isEmpty();
    assertThat(out().resolve("a/A.class")).exists();
    assertThat(out().resolve("a/B$Inner.class")).exists();
  }

  @Test
  void errorsAreThoseOfTheCompiler() throws Exception {
    List<CompileError> errors = compile(source("A", "\nint x = nothing;"));
    assertThat(errors).hasSize(1);
    assertThat(errors.getFirst().file()).isEqualTo(temp.resolve("a/A.java"));
    assertThat(errors.getFirst().line()).isEqualTo(2);
    assertThat(errors.getFirst().headline()).contains("cannot find symbol");
  }

  /** Time or memory: which of the two is at its end first depends on the machine. */
  @Test
  void aFileThatTakesForEverIsTheOneInError() throws Exception {
    List<CompileError> errors =
        compile(source("A", ""), source("B", JavacBombs.time()), source("C", ""));
    assertThat(errors).hasSize(1);
    assertThat(errors.getFirst().toString())
        .startsWith("B.java: the compiler ")
        .containsAnyOf("did not come to its end", "needs too much memory");
  }

  @Test
  void aCompilerThatTakesTooLongIsEnded() throws Exception {
    List<CompileError> errors = compile(Duration.ofMillis(10), source("A", ""));
    assertThat(errors).hasSize(1);
    assertThat(errors.getFirst().toString())
        .contains("A.java", "the compiler did not come to its end", "within 0 s, and was ended");
  }

  @Test
  void afterTwoOfThemTheRestIsNotLookedAt() throws Exception {
    List<CompileError> errors =
        compile(
            source("A", JavacBombs.memory()),
            source("B", JavacBombs.depth()),
            source("C", ""),
            source("D", JavacBombs.memory()));
    assertThat(errors).hasSize(4);
    assertThat(errors.get(2).toString()).contains("C.java", "was not compiled", "A.java", "B.java");
  }
}
