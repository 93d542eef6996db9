package workbook.lab.book;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The workbook on disk. Its exercises are read once, when they are first asked for. */
public final class Book {

  private final Path root;
  private volatile List<Exercise> exercises = List.of();

  /** The one in a folder. */
  public Book(Path root) {
    this.root = root;
  }

  /** Its folder. */
  public Path root() {
    return root;
  }

  /** The workbook that {@code ./lab} lies in. */
  public static Book here() {
    String root = System.getProperty("workbook.root");
    if (root == null) throw new UserError("workbook.root is not set: run ./lab, not this class");
    return new Book(Path.of(root).toAbsolutePath().normalize());
  }

  /**
   * Where {@code ./lab} keeps what it builds; may be deleted; without git, {@code reset} needs its
   * {@code stubs}.
   */
  public Path state() {
    return root.resolve(".lab");
  }

  /**
   * Whether this is a handout, as {@code ./lab handout} makes it: in place of each exercise's
   * finished code it has what is handed out.
   */
  public boolean isHandout() {
    Path pom = root.resolve("pom.xml");
    return Files.isRegularFile(pom) && Stage.read(pom).contains("<handout>true</handout>");
  }

  /** The finished system. */
  public Path solutions() {
    return root.resolve("solutions");
  }

  /** The sources of the finished system. */
  public Path finished() {
    return solutions().resolve("src/main/java");
  }

  /** The finished system, compiled. */
  public Path jar() {
    return state().resolve("lib/solutions.jar");
  }

  /** What {@code ./lab} runs with: the finished system, the harness, libraries. */
  public List<Path> classPath() {
    Stream<Path> own =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of);
    return Stream.concat(Stream.of(jar()), own).distinct().toList();
  }

  /** The stages, in their order. */
  public List<Stage> stages() {
    return Stage.in(root);
  }

  /** A stage by its number. */
  public Stage stage(int number) {
    return stages().stream()
        .filter(stage -> stage.number() == number)
        .findFirst()
        .orElseThrow(() ->
            UserError.of("There is no stage %d; the stages are 1 to %d.", number, stages().size()));
  }

  /** All exercises, in their order. */
  public List<Exercise> exercises() {
    if (exercises.isEmpty()) {
      exercises = stages().stream().flatMap(stage -> stage.exercises().stream()).toList();
    }
    return exercises;
  }

  /** Exercises by their ids, and all of a stage by its number, in the order of these. */
  public List<Exercise> exercises(List<String> ids) {
    return ids.stream()
        .flatMap(id ->
            id.matches("\\d{1,9}")
                ? stage(Integer.parseInt(id)).exercises().stream()
                : Stream.of(exercise(id)))
        .toList();
  }

  /** An exercise by its id. */
  public Exercise exercise(String id) {
    List<Exercise> all = exercises();
    return all.stream()
        .filter(exercise -> exercise.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            UserError.of(
                "There is no exercise %s; there are %s.",
                id, String.join(", ", all.stream().map(Exercise::id).toList())));
  }

  /** A path as the user reads it: from the workbook's folder. */
  public String show(Path path) {
    return path.startsWith(root)
        ? root.relativize(path).toString().replace('\\', '/')
        : path.toString();
  }
}
