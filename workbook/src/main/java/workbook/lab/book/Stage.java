package workbook.lab.book;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One stage of the workbook.
 *
 * @param number from 1
 * @param dir its folder
 */
public record Stage(int number, Path dir) implements Comparable<Stage> {

  private static final Pattern FOLDER = Pattern.compile("(\\d\\d)-[a-z-]+");
  private static final Pattern GIVEN = Pattern.compile("<given>([^<]*)</given>");

  /** The stage that a folder holds, if it is one. */
  static Optional<Stage> in(Path folder) {
    Matcher name = FOLDER.matcher(folder.getFileName().toString());
    return name.matches() && Files.isRegularFile(folder.resolve("pom.xml"))
        ? Optional.of(new Stage(Integer.parseInt(name.group(1)), folder))
        : Optional.empty();
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

  /** The exercises, in the order of their ids. */
  public List<Exercise> exercises() {
    return javaFiles(tests()).stream()
        .flatMap(test -> ExerciseReader.read(this, test).stream())
        .sorted()
        .toList();
  }

  /** All Java files below a folder, sorted; none when there is no such folder. */
  public static List<Path> javaFiles(Path folder) {
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's text. */
  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw Trouble.of("Cannot read %s: %s", file, e.getMessage());
    }
  }

  @Override
  public int compareTo(Stage other) {
    return Integer.compare(number, other.number);
  }
}
