package workbook.lab.book;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One stage of the workbook.
 *
 * @param number from 1
 * @param dir its folder
 */
public record Stage(int number, Path dir) implements Comparable<Stage> {

  private static final Pattern MODULE = Pattern.compile("<module>((\\d\\d)-[a-z-]+)</module>");
  private static final Pattern BORROWED = Pattern.compile("<given.tests>([^<]*)</given.tests>");
  private static final Pattern GIVEN = Pattern.compile("<given>([^<]*)</given>");

  /** The stages of a workbook: the numbered modules of its POM, and no other folder. */
  static List<Stage> in(Path root) {
    Path pom = root.resolve("pom.xml");
    if (!Files.isRegularFile(pom)) return List.of();
    return MODULE
        .matcher(read(pom))
        .results()
        .map(module -> new Stage(Integer.parseInt(module.group(2)), root.resolve(module.group(1))))
        .filter(stage -> Files.isDirectory(stage.dir()))
        .sorted()
        .toList();
  }

  /** The folder's name, such as {@code 01-manual-connect}. */
  public String name() {
    return dir.getFileName().toString();
  }

  /** The lesson. */
  public Path readme() {
    return dir.resolve("README.md");
  }

  /** Where the files are that the student finishes. */
  public Path sources() {
    return dir.resolve("src/main/java");
  }

  /** Where the tests are. */
  public Path tests() {
    return dir.resolve("src/test/java");
  }

  /** The packages that the stage is given, as its POM says: {@code multinode/process}. */
  public List<String> given() {
    Matcher given = GIVEN.matcher(read(dir.resolve("pom.xml")));
    if (!given.find()) return List.of();
    return Arrays.stream(given.group(1).split(","))
        .map(text -> text.strip().replaceAll("/+$", ""))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** The test files that it takes from another stage, as its POM says. */
  public List<String> borrowedTests() {
    Matcher borrowed = BORROWED.matcher(read(dir.resolve("pom.xml")));
    return borrowed.find() ? List.of(borrowed.group(1).strip().split("[,\\s]+")) : List.of();
  }

  /** The exercises, in the order of their ids. */
  public List<Exercise> exercises() {
    return javaFiles(tests()).stream()
        .flatMap(test -> ExerciseReader.read(this, test).stream())
        .sorted()
        .toList();
  }

  /**
   * All Java files below a folder, sorted; none when there is no such folder. What is hidden is
   * left out, by its name, as Unix does it; and what is no file: editors keep locks and copies
   * beside a file, on Windows too.
   */
  public static List<Path> javaFiles(Path folder) {
    return Folders.files(folder, path -> path.getFileName().toString().startsWith(".")).stream()
        .filter(file -> file.toString().endsWith(".java"))
        .toList();
  }

  /** A file's text. */
  public static String read(Path file) {
    try {
      try {
        return Files.readString(file);
      } catch (MalformedInputException e) {
        throw NotUtf8.of(file);
      }
    } catch (IOException e) {
      throw UserError.of("Cannot read %s: %s", file, UserError.reason(e));
    }
  }

  @Override
  public int compareTo(Stage other) {
    return Integer.compare(number, other.number);
  }
}
