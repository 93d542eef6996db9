package workbook.lab.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import workbook.lab.compile.CompileFailed;
import workbook.lab.compile.Folders;
import workbook.lab.compile.Javac;

/**
 * The finished system with some files changed.
 *
 * @param name its folder's name
 * @param sources the changed files, by their paths from {@code src/main/java}
 */
record Variant(String name, Map<String, String> sources) {

  /** Compiles the changed files; gives the folder with their classes. */
  Path compile(Setting setting) throws IOException, CompileFailed {
    Path folder = setting.folder().resolve("variants").resolve(name);
    Folders.delete(folder);
    List<Path> files = new ArrayList<>();
    for (var source : sources.entrySet()) {
      Path file = folder.resolve("src").resolve(source.getKey());
      Files.createDirectories(file.getParent());
      files.add(Files.writeString(file, source.getValue()));
    }
    Path classes = folder.resolve("classes");
    Javac.compile(files, setting.classPath(), classes);
    return classes;
  }
}
