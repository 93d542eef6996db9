package workbook.lab.book;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.TreeSet;

/** Collects the Java files below a folder, while somebody works in it: a file may be gone again. */
final class JavaFiles extends SimpleFileVisitor<Path> {

  private final TreeSet<Path> found = new TreeSet<>();
  private final Path top;

  private JavaFiles(Path top) {
    this.top = top;
  }

  static List<Path> below(Path folder) {
    JavaFiles files = new JavaFiles(folder);
    try {
      Files.walkFileTree(folder, files);
    } catch (IOException e) {
      throw UserError.of("Cannot look into %s: %s", folder, UserError.reason(e));
    }
    return List.copyOf(files.found);
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    return folder.equals(top) || !isHidden(folder)
        ? FileVisitResult.CONTINUE
        : FileVisitResult.SKIP_SUBTREE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    boolean java = file.toString().endsWith(".java") && !isHidden(file);
    if (java && Files.isRegularFile(file)) found.add(file);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
    if (failure instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
    throw failure;
  }

  /** By its name, as Unix does it: that is how editors hide their locks on Windows too. */
  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }
}
