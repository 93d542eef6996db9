package workbook.lab.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.lab.book.Exercise;
import workbook.lab.book.Stage;
import workbook.lab.book.UserError;

/**
 * Reads submissions: folders and zip files. Of each it takes the files of exercises, by an exact
 * list. It follows no link, unpacks nothing, and reads no more of a file than one may have.
 */
final class Submissions {

  /** The largest file that is read; the largest of the solution has 8 KB. */
  static final int MOST_BYTES = 1 << 18;

  private final List<Stage> stages;
  private final Path results;

  /** Submissions that may have files of these stages. */
  private Submissions(List<Stage> stages, Path results) {
    this.stages = stages;
    this.results = results;
  }

  /**
   * Reads what is in some places: each is a submission, or a folder of them.
   *
   * @param results the folder for the results, which may lie among them, and is none
   * @param passedOver is told what lies among them, and is neither a folder nor a zip file
   */
  static List<Submission> in(
      List<Path> places, List<Stage> stages, Path results, Consumer<Path> passedOver) {
    Submissions all = new Submissions(stages, results);
    List<Submission> found = new ArrayList<>();
    for (Path place : places) {
      Path path = place.toAbsolutePath().normalize();
      for (Path one : all.places(path, passedOver)) found.add(all.read(one));
    }
    requireNames(found);
    return found;
  }

  /** The submissions in a place: itself where it has a stage, else what is in it. */
  private List<Path> places(Path place, Consumer<Path> passedOver) {
    if (isZip(place)) return List.of(place);
    if (!Files.isDirectory(place)) {
      throw UserError.of(
          "Cannot grade %s: %s. Name a folder of submissions, a submission, or a zip file.",
          place,
          Files.exists(place) ? "it is neither a folder nor a zip file" : "it does not exist");
    }
    if (new Folder(place, stages).isWorkbook()) return List.of(place);
    try (Stream<Path> children = Files.list(place)) {
      Map<Boolean, List<Path>> found =
          children
              .filter(this::isVisible)
              .sorted()
              .collect(Collectors.partitioningBy(Submissions::mayBeOne));
      if (found.get(true).isEmpty()) return List.of(place);
      found.get(false).forEach(passedOver);
      return found.get(true);
    } catch (IOException e) {
      throw UserError.of("Cannot look into %s: %s", place, UserError.reason(e));
    }
  }

  private boolean isVisible(Path path) {
    return !path.getFileName().toString().startsWith(".") && !path.equals(results);
  }

  private static boolean mayBeOne(Path path) {
    return isZip(path) || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  static boolean isZip(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".zip")
        && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  private Submission read(Path place) {
    String name = place.getFileName().toString().replaceFirst("(?i)\\.zip$", "");
    try {
      return isZip(place)
          ? new Zip(place, stages).read(name)
          : new Folder(place, stages).read(name);
    } catch (IOException e) {
      return Submission.unreadable(name, place, "it cannot be read: " + UserError.reason(e));
    }
  }

  private static void requireNames(List<Submission> all) {
    Map<String, Submission> known = new HashMap<>();
    for (Submission one : all) {
      Submission other = known.putIfAbsent(one.name(), one);
      if (other == null) continue;
      throw UserError.of(
          "Two submissions have the name %s: %s and %s. Rename one of them, so that it is clear"
              + " who gets which points.",
          one.name(), other.where(), one.where());
    }
  }

  /** The paths of all files that count, in any submission. */
  static Set<String> paths(List<Stage> stages) {
    Set<String> paths = new TreeSet<>();
    for (Stage stage : stages) {
      for (Exercise exercise : stage.exercises()) {
        exercise.files().forEach(file -> paths.add(Submission.path(stage, file)));
      }
    }
    return Collections.unmodifiableSet(paths);
  }

  static String none(List<Stage> stages) {
    return "there is no folder " + stages.getFirst().name() + " in it, nor one of another stage";
  }
}
