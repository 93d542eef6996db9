package workbook.lab.compile;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import workbook.lab.book.Book;
import workbook.lab.book.Stage;
import workbook.lab.node.NodeJvm;

/**
 * A stage's code as it stands: the student's files, what the stage is given, and its tests. As the
 * stage's own Maven build puts it together, but in this process, and only what has changed.
 */
public final class StageCode {

  private final Book book;
  private final Stage stage;
  private final Path main;
  private final Path tests;

  /** The code of a stage, compiled into the workbook's {@code .lab}. */
  public StageCode(Book book, Stage stage) {
    this.book = book;
    this.stage = stage;
    Path folder = book.state().resolve("stages").resolve(stage.name());
    this.main = folder.resolve("main");
    this.tests = folder.resolve("tests");
  }

  /** Compiles the stage's classes; gives the class path to run them with. */
  public String main() throws CompileFailed, IOException {
    compileMain();
    return main.toString();
  }

  /** Compiles classes and tests; gives a loader that knows both. */
  public StageLoader tests() throws CompileFailed, IOException {
    Layer.Change below = compileMain();
    List<Path> path = new ArrayList<>(List.of(main));
    path.addAll(libraries());
    new Layer(Stage.javaFiles(stage.tests()), path, tests).update(below);
    Folders.copy(stage.dir().resolve("src/test/resources"), tests);
    return StageLoader.of(List.of(tests, main), book);
  }

  private Layer.Change compileMain() throws CompileFailed, IOException {
    Layer.Change change =
        new Layer(mainSources(), NodeJvm.libraries(), main).update(Layer.Change.NONE);
    Folders.copy(book.solutions().resolve("src/main/resources"), main);
    return change;
  }

  /** The files of the stage, and those it is given; the stage's own come first. */
  private List<Path> mainSources() {
    TreeMap<String, Path> given = new TreeMap<>();
    Path finished = book.solutions().resolve("src/main/java");
    for (String folder : stage.given()) {
      for (Path file : Stage.javaFiles(finished.resolve(folder))) {
        given.put(finished.relativize(file).toString(), file);
      }
    }
    List<Path> sources = new ArrayList<>(Stage.javaFiles(stage.sources()));
    sources.forEach(own -> given.remove(stage.sources().relativize(own).toString()));
    sources.add(book.root().resolve("workbook/src/main/java/workbook/Todo.java"));
    sources.addAll(given.values());
    return sources;
  }

  /** What ./lab itself runs with, less the finished system. */
  private static List<Path> libraries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> !path.endsWith("solutions.jar"))
        .toList();
  }
}
