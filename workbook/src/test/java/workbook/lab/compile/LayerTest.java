package workbook.lab.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerTest {

  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Layer.Change update(Path... sources) throws CompileFailed, IOException {
    return new Layer(List.of(sources), List.of(), folder.resolve("out")).update(Layer.Change.NONE);
  }

  @Test
  void compilesWhatHasChangedAndOnlyThat() throws CompileFailed, IOException {
    Path a = write("A.java", "class A { int x() { return 1; } }");
    Path b = write("B.java", "class B { int y() { return new A().x(); } }");
    assertThat(update(a, b)).isEqualTo(Layer.Change.API);
    assertThat(update(a, b)).isEqualTo(Layer.Change.NONE);

    write("A.java", "class A { int x() { return 1 + more(); } private int more() { return 1; } }");
    assertThat(update(a, b)).isEqualTo(Layer.Change.BODIES);

    write("A.java", "class A { int x() { return 1; } int added() { return 23; } }");
    assertThat(update(a, b)).isEqualTo(Layer.Change.API);
  }

  @Test
  void compilesAgainAfterErrors() throws CompileFailed, IOException {
    Path a = write("A.java", "class A { int x() { return 1; } }");
    update(a);
    write("A.java", "class A {\n  int x() { return \"no\"; } }");
    assertThatThrownBy(() -> update(a))
        .isInstanceOfSatisfying(
            CompileFailed.class,
            failed -> {
              assertThat(failed.errors().getFirst().line()).isEqualTo(2);
              assertThat(failed.errors().getFirst().file()).isEqualTo(a);
            });
    write("A.java", "class A { int x() { return 2222; } }");
    assertThat(update(a)).isEqualTo(Layer.Change.API);
  }

  @Test
  void theApiIsWhatIsNotPrivate() throws CompileFailed, IOException {
    Path one = write("A.java", "class A { int x; private int y; void z() {} record R(int i) {} }");
    Javac.compile(List.of(one), List.of(), folder.resolve("one"));
    write("A.java", "class A { int x; void z() { y(); } private void y() {} record R(int i) {} }");
    Javac.compile(List.of(one), List.of(), folder.resolve("two"));
    write("A.java", "class A { int x; public void z() {} record R(int j) {} }");
    Javac.compile(List.of(one), List.of(), folder.resolve("three"));
    for (String file : List.of("A.class", "A$R.class")) {
      assertThat(Api.of(folder.resolve("two").resolve(file)))
          .isEqualTo(Api.of(folder.resolve("one").resolve(file)));
      assertThat(Api.of(folder.resolve("three").resolve(file)))
          .isNotEqualTo(Api.of(folder.resolve("one").resolve(file)));
    }
  }
}
