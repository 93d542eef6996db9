package workbook.lab.verify;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import workbook.lab.book.Stage;
import workbook.lab.compile.Api;
import workbook.lab.compile.Overlay;
import workbook.lab.compile.Source;

/** (c) Stub and solution look the same to all other code. */
record OneApi(Setting setting, ExerciseFiles handedOut) implements Check.Proof {

  @Override
  public void run(Tally tally) throws Exception {
    try (FileSystem jar = FileSystems.newFileSystem(setting.book().jar())) {
      for (Stage stage : setting.book().stages()) {
        tally.doing(stage.name());
        Map<String, Source> stubs = handedOut.of(stage);
        Overlay overlay = Overlay.of(setting.book(), stubs);
        overlay.errors().forEach(error -> tally.fail(stage.name(), "as handed out: %s", error));
        for (String name : stubs.keySet()) {
          compare(name, overlay.classes(), jar.getPath("/"), tally);
        }
      }
    }
  }

  private static void compare(String name, Path stubs, Path solution, Tally tally)
      throws IOException {
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
    SortedSet<String> api = new TreeSet<>();
    for (Path file : Api.classFiles(classes, source)) {
      Api.of(file).forEach((member, declared) -> api.add(member + ": " + declared));
    }
    return api;
  }
}
