package workbook.lab.handout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Folders;
import workbook.lab.book.Stage;
import workbook.lab.book.UserError;
import workbook.lab.learn.HandedOutFiles;

/**
 * The files of a handout, by an exact list: what is not named here is not handed out.
 *
 * <p>Wherever the workbook has the finished file of an exercise, of the stages that are handed out
 * and of all after them, a handout has the stub. The exercises before them are given, finished.
 */
final class Contents {

  private static final List<String> AS_THEY_ARE =
      List.of(
          ".editorconfig",
          ".gitattributes",
          ".gitignore",
          ".mvn",
          ".run/lab watch.run.xml",
          ".vscode/extensions.json",
          ".vscode/settings.json",
          ".vscode/tasks.json",
          "LICENSE",
          "lab",
          "lab.cmd",
          "mvnw",
          "mvnw.cmd",
          "nemesis/pom.xml",
          "nemesis/src/main",
          "solutions/src/main/resources",
          "workbook/pom.xml",
          "workbook/src/main");

  private final Book book;
  private final List<Stage> stages;
  private final SortedMap<String, HandoutFile> files = new TreeMap<>();
  private final Map<Path, String> stubs = new HashMap<>();

  private Contents(Book book, List<Stage> stages) {
    this.book = book;
    this.stages = stages;
  }

  /** All files of a handout of some stages, sorted by their paths. */
  static Collection<HandoutFile> of(Book book, List<Stage> stages, String help) throws IOException {
    Contents contents = new Contents(book, stages);
    for (String path : AS_THEY_ARE) contents.copyAll(book.root().resolve(path));
    contents.addGivenCode();
    for (Stage stage : stages) contents.addStage(stage);
    Rewritten rewritten = new Rewritten(book, stages);
    contents.add(HandoutFile.text("pom.xml", rewritten.pom()));
    contents.add(HandoutFile.text("solutions/pom.xml", rewritten.pomOfGiven()));
    contents.add(HandoutFile.text("README.md", rewritten.readme()));
    contents.add(HandoutFile.text("AGENTS.md", rewritten.agents()));
    contents.add(HandoutFile.text("solutions/README.md", Rewritten.resource("given.md")));
    contents.add(HandoutFile.text("workbook/help.txt", help));
    return contents.files.values();
  }

  private void add(HandoutFile file) {
    files.put(file.path(), file);
  }

  /** A file, or all below a folder but what editors and systems leave there. */
  private void copyAll(Path from) throws IOException {
    for (Path file : Folders.files(from, Contents::isLeftBehind)) {
      add(HandoutFile.copy(book.show(file), file));
    }
  }

  private static boolean isLeftBehind(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith("~") || name.endsWith(".orig") || name.startsWith(".#");
  }

  private void addGivenCode() throws IOException {
    SortedMap<String, Stage> open = new TreeMap<>();
    for (Exercise exercise : book.exercises()) {
      if (exercise.stage().compareTo(stages.getFirst()) < 0) continue;
      exercise.files().forEach(file -> open.put(file, exercise.stage()));
    }
    for (Path file : Stage.javaFiles(book.finished())) {
      String name = book.finished().relativize(file).toString().replace('\\', '/');
      Stage stage = open.remove(name);
      if (stage == null) add(HandoutFile.copy(book.show(file), file));
      else add(HandoutFile.text(book.show(file), stub(stage, name)));
    }
    if (!open.isEmpty()) {
      throw UserError.of(
          "%s has no %s, which an exercise names.", book.finished(), open.firstKey());
    }
    String todo = "workbook/Todo.java"; // The stubs among the given code need it.
    String there = book.show(book.finished().resolve(todo));
    add(HandoutFile.copy(there, book.root().resolve("workbook/src/main/java").resolve(todo)));
  }

  private void addStage(Stage stage) throws IOException {
    copyAll(book.root().resolve(".run/stage %d tests.run.xml".formatted(stage.number())));
    copyAll(stage.readme());
    copyAll(stage.dir().resolve("pom.xml"));
    copyAll(stage.dir().resolve("hints"));
    copyAll(stage.dir().resolve("src/test"));
    addBorrowed(stage);
    for (Exercise exercise : stage.exercises()) {
      for (String file : exercise.files()) {
        String path = book.show(stage.sources().resolve(file));
        add(HandoutFile.text(path, stub(stage, file)));
      }
    }
    Path readme = stage.readme();
    String lesson = Rewritten.lesson(Stage.read(readme));
    add(HandoutFile.text(book.show(readme), lesson));
  }

  /** What a stage's tests take from another's, put beside them where that is not handed out. */
  private void addBorrowed(Stage stage) throws IOException {
    for (Stage lender : book.stages()) {
      if (stages.contains(lender)) continue;
      for (String file : stage.borrowedTests()) {
        Path from = lender.tests().resolve(file);
        String to = book.show(stage.tests().resolve(file));
        if (Files.isRegularFile(from)) add(HandoutFile.copy(to, from));
      }
    }
  }

  /** A file with the exercises in it as they were handed out, whatever is in it now. */
  private String stub(Stage stage, String file) {
    return stubs.computeIfAbsent(
        stage.sources().resolve(file), path -> findStub(path, stage, file));
  }

  private String findStub(Path path, Stage stage, String file) {
    SortedSet<String> ids = new TreeSet<>();
    for (Exercise exercise : stage.exercises()) {
      if (exercise.files().contains(file)) ids.add(exercise.id());
    }
    Optional<String> stub = new HandedOutFiles(book).find(path, ids);
    return stub.orElseThrow(() ->
        UserError.of(
            "Neither git nor .lab/stubs has %s without its solution, so there is nothing to hand"
                + " out. Make the handout in a fresh clone of the workbook.",
            book.show(path)));
  }
}
