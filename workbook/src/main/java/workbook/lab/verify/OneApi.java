package workbook.lab.verify;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import workbook.lab.book.Stage;
import workbook.lab.compile.Api;
import workbook.lab.compile.CompileFailed;
import workbook.lab.compile.StageCode;

/** (c) Stub and solution look the same to all other code. */
record OneApi(Setting setting) implements Check {

  @Override
  public String title() {
    return "stub and solution, one API";
  }

  @Override
  public void run(Tally tally) throws Exception {
    try (FileSystem jar = FileSystems.newFileSystem(setting.solutions())) {
      for (Stage stage : setting.book().stages()) {
        tally.doing(stage.name());
        try {
          Path stubs = Path.of(new StageCode(setting.book(), stage).main());
          for (Path file : Stage.javaFiles(stage.sources())) {
            compare(stage, file, stubs, jar.getPath("/"), tally);
          }
        } catch (CompileFailed e) {
          tally.fail(stage.name(), "does not compile as handed out: %s", e.getMessage());
        }
      }
    }
  }

  private static void compare(Stage stage, Path file, Path stubs, Path solution, Tally tally)
      throws IOException {
    String name = stage.sources().relativize(file).toString().replace('\\', '/');
    SortedSet<String> stub = api(stubs, name);
    SortedSet<String> finished = api(solution, name);
    SortedSet<String> more = new TreeSet<>(stub);
    more.removeAll(finished);
    SortedSet<String> less = new TreeSet<>(finished);
    less.removeAll(stub);
    more.forEach(line -> tally.fail(name, "only the stub has: %s", line));
    less.forEach(line -> tally.fail(name, "only the solution has: %s", line));
    if (more.isEmpty() && less.isEmpty()) tally.pass(name);
  }

  /** The API of all classes that a source file makes. */
  private static SortedSet<String> api(Path classes, String source) throws IOException {
    String base = source.replaceFirst("\\.java$", "");
    Path folder = classes.resolve(base).getParent();
    String simple = base.substring(base.lastIndexOf('/') + 1);
    SortedSet<String> api = new TreeSet<>();
    if (!Files.isDirectory(folder)) return api;
    try (var files = Files.list(folder)) {
      List<Path> own =
          files
              .filter(file -> file.getFileName().toString().matches(simple + "(\\$.*)?\\.class"))
              .toList();
      for (Path file : own) api.addAll(Api.of(file));
    }
    return api;
  }
}
