package workbook.lab.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import multinode.process.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Stage;

/** The solution uses nothing that submitted code may not. */
class ScanTest {

  private static final Path WORKBOOK = Path.of(System.getProperty("workbook.root"));

  @TempDir Path temp;

  @Test
  void theSolutionOfEachStageIsAllowed() throws Exception {
    Book workbook = new Book(WORKBOOK);
    Book packed = new Book(temp.resolve("book"));
    Path system = Path.of(Event.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Files.createDirectories(packed.jar().getParent());
    if (Files.isDirectory(system)) pack(system, packed.jar());
    else Files.copy(system, packed.jar());
    for (Stage stage : workbook.stages()) {
      Set<String> files = new TreeSet<>();
      for (Exercise exercise : stage.exercises()) files.addAll(exercise.files());
      Path classes = Files.createDirectories(temp.resolve(stage.name()));
      try (FileSystem jar = FileSystems.newFileSystem(packed.jar())) {
        for (String file : files) takeClasses(jar.getPath("/"), file, classes);
      }
      assertThat(Scan.refused(packed, classes, files)).as("add it to allowed.txt").isEmpty();
    }
  }

  private static void pack(Path folder, Path to) throws IOException {
    try (FileSystem jar = FileSystems.newFileSystem(to, Map.of("create", "true"));
        Stream<Path> all = Files.walk(folder.resolve("multinode"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path copy = jar.getPath("/").resolve(folder.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  /** The classes that a file was compiled to. */
  private static void takeClasses(Path jar, String file, Path to) throws IOException {
    String name = file.replaceFirst(".*/", "").replace(".java", "");
    Path from = jar.resolve(file).getParent();
    Path folder = Files.createDirectories(to.resolve(file).getParent());
    try (Stream<Path> all = Files.list(from)) {
      for (Path type : all.toList()) {
        String own = type.getFileName().toString();
        if (own.equals(name + ".class") || own.startsWith(name + "$")) {
          Files.copy(type, folder.resolve(own));
        }
      }
    }
  }
}
