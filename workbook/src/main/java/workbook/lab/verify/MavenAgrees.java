package workbook.lab.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Stage;
import workbook.lab.book.TestCase;

/**
 * (b) {@code mvn test} in each stage gives the verdicts that {@code ./lab test} gives: red as
 * handed out, green on the finished files. It runs in a copy, so that a student's own results stay.
 *
 * @param finished whether on the finished files
 */
record MavenAgrees(Setting setting, ExerciseFiles handedOut, boolean finished)
    implements Check.Proof {

  @Override
  public void run(Tally tally) throws Exception {
    Book book = copy();
    List<Stage> stages = book.stages();
    String name = finished ? "solved" : "stages";
    List<String> modules = stages.stream().map(Stage::name).toList();
    List<String> options = finished ? List.of("-Dtest.patience=3") : List.of();
    Setting there = new Setting(book, setting.folder());
    List<TestCase> cases = new MavenTests(there, name, modules, options).run(tally);
    for (Exercise exercise : book.exercises()) {
      List<TestCase> own = cases.stream().filter(one -> exercise.owns(one.testClass())).toList();
      String where = exercise.id() + " " + exercise.title();
      if (own.isEmpty()) tally.fail(where, "none of its tests was run in its stage");
      else StageTests.judge(exercise, own, finished, tally);
    }
  }

  /** The workbook as it is handed out, in a folder of its own, where what was compiled stays. */
  private Book copy() throws IOException {
    Book book = setting.book();
    Path root = setting.folder().resolve(finished ? "solved" : "handed-out");
    ExerciseFiles files = finished ? ExerciseFiles.finished(book) : handedOut;
    Set<Path> kept = new TreeSet<>();
    for (String part : Inputs.ALWAYS) mirror(book.root().resolve(part), root, files, kept);
    for (Stage stage : book.stages()) {
      for (String part : List.of("pom.xml", "src")) {
        mirror(stage.dir().resolve(part), root, files, kept);
      }
    }
    for (Path file : Inputs.files(root)) if (!kept.contains(file)) Files.delete(file);
    return new Book(root);
  }

  private void mirror(Path from, Path root, ExerciseFiles files, Set<Path> kept)
      throws IOException {
    for (Path file : Inputs.files(from)) {
      Path to = root.resolve(setting.book().root().relativize(file).toString());
      byte[] bytes = files.bytes(file);
      kept.add(to);
      if (Files.exists(to) && Arrays.equals(Files.readAllBytes(to), bytes)) continue;
      Files.createDirectories(to.getParent());
      Files.write(to, bytes);
    }
  }
}
