package workbook.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import multinode.process.Event;
import picocli.CommandLine;
import workbook.Todo;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;
import workbook.lab.compile.Javac;
import workbook.lab.compile.Source;

/**
 * A workbook of two exercises, of which the second builds on the first, on which {@code ./lab}
 * works as on the real one.
 */
final class MiniBook {

  static final String FIRST = "01-first/src/main/java/multinode/mini/First.java";
  static final String SECOND = "01-first/src/main/java/multinode/mini/Second.java";

  private static final String CLASS =
      """
      package multinode.mini;
      public final class %s {
        private %1$s() {}
        public static int number() {
          %s
        }
      }
      """;
  private static final String TEST =
      """
      package multinode.mini;
      import org.junit.jupiter.api.Test;
      import org.junit.jupiter.api.DisplayName;
      import workbook.harness.Claim;
      import workbook.harness.Exercise;
      @Exercise(id = "%s", title = "Exercise %s", points = 5, minutes = 10, files = "multinode/mini/%s.java")
      class E1%d_%3$sTest {
        @Test @DisplayName("it is the right number")
        void right() { Claim.of("it is the right number").isEqual(%4$d, %3$s.number()); }
        @Test @DisplayName("and again")
        void again() { Claim.of("and again").isEqual(%4$d, %3$s.number()); }
      }
      """;

  private final Path root;

  private MiniBook(Path root) {
    this.root = root;
  }

  /** As it is handed out. */
  static MiniBook in(Path root) throws IOException {
    MiniBook book = new MiniBook(root);
    book.write("pom.xml", "<modules><module>01-first</module></modules>");
    book.write("01-first/pom.xml", "<given>multinode/mini/</given>");
    book.write("01-first/README.md", "# One");
    book.write("solutions/answers/01-first.md", "# Answers");
    book.exercise("1.1", "First", 1, "return 1;");
    book.exercise("1.2", "Second", 2, "return First.number() + 1;");
    book.pack();
    return book;
  }

  private void exercise(String id, String name, int number, String solution) throws IOException {
    write(
        "01-first/src/test/java/multinode/mini/E1%d_%sTest.java".formatted(number, name),
        TEST.formatted(id, id, name, number));
    body("solutions/src/main/java/multinode/mini/" + name + ".java", solution);
    body(
        "01-first/src/main/java/multinode/mini/" + name + ".java",
        "throw new workbook.Todo(\"%s\", \"give the number\");".formatted(id));
  }

  /**
   * What the build of the real one leaves in {@code .lab}; a folder stands for the harness' jar.
   */
  private void pack() throws IOException {
    Path classes = root.resolve("classes");
    Path finished = root.resolve("solutions/src/main/java");
    for (String name : List.of("First", "Second")) {
      Source source = Source.read(finished, finished.resolve("multinode/mini/" + name + ".java"));
      List<Path> path = Stream.concat(Stream.of(classes), book().classPath().stream()).toList();
      Javac.compile(List.of(source), path, classes);
    }
    Path lib = Files.createDirectories(book().jar().getParent());
    try (FileSystem jar = FileSystems.newFileSystem(book().jar(), Map.of("create", "true"))) {
      copyClasses(Event.class, jar.getPath("/"));
      copy(classes, jar.getPath("/"));
    }
    copyClasses(Todo.class, lib.resolve("workbook.jar"));
  }

  /** All that lies beside a class, in a folder or a jar. */
  private static void copyClasses(Class<?> one, Path to) throws IOException {
    Path from = Path.of(one.getProtectionDomain().getCodeSource().getLocation().getPath());
    if (Files.isDirectory(from)) {
      copy(from, to);
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(from)) {
      copy(jar.getPath("/"), to);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  Book book() {
    return new Book(root);
  }

  Path file(String name) {
    return root.resolve(name);
  }

  /** Writes a class of the workbook, with this body of its method. */
  void body(String file, String body) throws IOException {
    String name = file.replaceFirst(".*/(\\w+)\\.java", "$1");
    write(file, CLASS.formatted(name, body));
  }

  void write(String file, String text) throws IOException {
    Files.createDirectories(root.resolve(file).getParent());
    Files.writeString(root.resolve(file), text);
  }

  /** Both exercises solved. */
  void solve() throws IOException {
    body(FIRST, "return 1;");
    body(SECOND, "return First.number() + 1;");
  }

  /** The same book with another solution of its first exercise. */
  void finishFirst(String body) throws IOException {
    body("solutions/src/main/java/multinode/mini/First.java", body);
    Files.delete(book().jar());
    pack();
  }

  /** What a command came to. */
  record Outcome(int exit, String output) {}

  /** Runs a command, as {@code ./lab} does. */
  Outcome lab(String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    CommandLine line = Lab.commandLine(book(), new Screen(out, false, false));
    PrintWriter writer = new PrintWriter(out, true);
    int exit = line.setOut(writer).setErr(writer).execute(arguments);
    return new Outcome(exit, bytes.toString(StandardCharsets.UTF_8));
  }
}
