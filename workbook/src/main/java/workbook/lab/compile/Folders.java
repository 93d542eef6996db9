package workbook.lab.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is done with whole folders. */
public final class Folders {

  private Folders() {}

  /** Deletes a folder with all that is in it, if it exists. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) return;
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path one : all) Files.delete(one);
  }

  /** Copies all that is in a folder into another; nothing when there is no such folder. */
  public static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) return;
    List<Path> all;
    try (Stream<Path> walk = Files.walk(from)) {
      all = walk.filter(Files::isRegularFile).toList();
    }
    for (Path one : all) {
      Path target = to.resolve(from.relativize(one).toString());
      Files.createDirectories(target.getParent());
      Files.copy(one, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
