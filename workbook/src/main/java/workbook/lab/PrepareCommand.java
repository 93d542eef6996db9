package workbook.lab;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;
import workbook.lab.node.StartCaches;

/**
 * {@code ./lab prepare}, which the script runs after a build: keeps the jars where no later build
 * changes them under a running node, and records what makes the next starts fast.
 */
@Command(name = "prepare", hidden = true)
final class PrepareCommand implements Callable<Integer> {

  private final Book book;

  PrepareCommand(Book book, Screen screen) {
    this.book = book;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path lib = Files.createDirectories(book.state().resolve("lib"));
    List<String> classPath = new ArrayList<>();
    for (String jar : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(jar);
      classPath.add((path.startsWith(book.root()) ? keep(path, lib) : path).toString());
    }
    String quoted = '"' + String.join(File.pathSeparator, classPath).replace('\\', '/') + '"';
    Files.writeString(book.state().resolve("lab.cp"), quoted + System.lineSeparator());
    StartCaches.record(book, classPath);
    return 0;
  }

  private static Path keep(Path jar, Path lib) throws IOException {
    Path draft = lib.resolve(jar.getFileName() + ".new");
    Path kept = lib.resolve(jar.getFileName());
    Files.copy(jar, draft, StandardCopyOption.REPLACE_EXISTING);
    return Files.move(draft, kept, StandardCopyOption.REPLACE_EXISTING);
  }
}
