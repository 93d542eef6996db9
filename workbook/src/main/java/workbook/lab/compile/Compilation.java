package workbook.lab.compile;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;

/** One making of an {@link Overlay}: leaves out what does not compile until the rest does. */
final class Compilation {

  private final Book book;
  private final Compiler compiler;
  private final Map<String, Source> sources;
  private final List<Exercise> exercises;
  private final List<CompileError> errors = new ArrayList<>();

  /** What is left out, by its name, and why. */
  private final Map<String, String> leftOut = new TreeMap<>();

  /**
   * Something to be compiled.
   *
   * @param exercises whose files must be there
   * @param unreadable what is wrong already
   */
  Compilation(
      Book book,
      Compiler compiler,
      Map<String, Source> sources,
      List<Exercise> exercises,
      List<CompileError> unreadable) {
    this.book = book;
    this.compiler = compiler;
    this.sources = new TreeMap<>(sources);
    this.exercises = exercises;
    errors.addAll(unreadable);
    for (Exercise exercise : exercises) {
      for (int i = 0; i < exercise.files().size(); i++) {
        look(exercise, exercise.files().get(i), exercise.paths().get(i));
      }
    }
  }

  private void look(Exercise exercise, String name, Path file) {
    if (sources.containsKey(name)) return;
    boolean missing = errors.stream().noneMatch(error -> error.file().equals(file));
    leftOut.put(name, "%s %s".formatted(name, missing ? "is missing" : "does not compile"));
    if (missing) {
      String message =
          "this file of exercise %s is missing; ./lab reset %s puts it back as it was handed out"
              .formatted(exercise.id(), exercise.id());
      errors.add(new CompileError(file, 0, 0, message));
    }
  }

  Overlay overlay() throws IOException {
    ClassStore store = new ClassStore(book);
    String fingerprint = store.fingerprint(sources.values());
    Optional<Path> made = errors.isEmpty() ? store.find(fingerprint) : Optional.empty();
    if (made.isPresent()) return new Overlay(made.get(), errors, exercises);
    Path classes =
        store.make(draft -> {
          compile(draft);
          return errors.isEmpty() ? fingerprint : fingerprint + "-part";
        });
    return new Overlay(classes, errors, exercises);
  }

  private void compile(Path out) throws IOException {
    while (!compiles(out)) continue;
    try (FileSystem jar = FileSystems.newFileSystem(book.jar())) {
      Path root = jar.getPath("/");
      for (Source source : List.copyOf(sources.values())) compare(source, root, out);
      for (var one : leftOut.entrySet()) standIn(one.getKey(), one.getValue(), root, out);
    }
  }

  /** Compiles what is left; leaves out the files with errors where there are any. */
  private boolean compiles(Path out) throws IOException {
    List<CompileError> found = compiler.compile(sources.values(), book.classPath(), out);
    errors.addAll(found);
    Set<Path> bad = found.stream().map(CompileError::file).collect(Collectors.toSet());
    List<String> names =
        sources.values().stream()
            .filter(source -> bad.contains(source.file()))
            .map(Source::name)
            .toList();
    names.forEach(name -> leaveOut(name, "does not compile"));
    return names.isEmpty() || sources.isEmpty();
  }

  private void leaveOut(String name, String why) {
    sources.remove(name);
    leftOut.put(name, name + " " + why);
  }

  /** What the rest of the system uses of a file must still be in it. */
  private void compare(Source source, Path jar, Path out) throws IOException {
    Set<String> lost = new TreeSet<>();
    for (Path file : Api.classFiles(jar, source.name())) {
      lost.addAll(Api.of(file).keySet());
    }
    List<Path> mine = Api.classFiles(out, source.name());
    for (Path file : mine) lost.removeAll(Api.of(file).keySet());
    if (lost.isEmpty()) return;
    String message =
        mine.isEmpty()
            ? "there is no class %s in this file any more: put back its package line, or its name"
                .formatted(source.name().replaceFirst("\\.java$", "").replace('/', '.'))
            : "the rest of the system uses what this file had when it was handed out,"
                + " and it is gone, or has other parameters: "
                + String.join(", ", lost);
    errors.add(new CompileError(source.file(), 0, 0, message));
    for (Path file : mine) Files.delete(file);
    leaveOut(source.name(), "is not what it was");
  }

  private void standIn(String name, String why, Path jar, Path out) throws IOException {
    Optional<String> owner =
        exercises.stream().filter(e -> e.files().contains(name)).map(Exercise::id).findFirst();
    if (owner.isEmpty()) return;
    Unfinished unfinished = new Unfinished(owner.get(), why);
    for (Path file : Api.classFiles(jar, name)) {
      unfinished.write(file, out.resolve(jar.relativize(file).toString()));
    }
  }
}
