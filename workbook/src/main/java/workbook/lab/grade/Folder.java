package workbook.lab.grade;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import workbook.lab.book.Stage;

/** A submission that is a folder: the workbook's, one around it, or one around a zip file of it. */
record Folder(Path folder, List<Stage> stages) {

  /** How deep below the folder the workbook may lie. */
  private static final int DEPTH = 3;

  Submission read(String name) throws IOException {
    Optional<Path> root = root();
    if (root.isEmpty()) {
      Optional<Path> zip = onlyZip();
      return zip.isPresent()
          ? new Zip(zip.get(), stages).read(name)
          : Submission.unreadable(name, folder, Submissions.none(stages));
    }
    Map<String, String> texts = new HashMap<>();
    Map<String, String> problems = new HashMap<>();
    for (String path : Submissions.paths(stages)) {
      Optional<String> link = link(root.get(), path);
      Path file = root.get().resolve(path);
      if (link.isPresent()) {
        problems.put(path, link.get() + " is a link, and links are not followed");
      } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
          Text text = Text.of(in);
          if (text.problem().isEmpty()) texts.put(path, text.text());
          else problems.put(path, text.problem());
        }
      }
    }
    return new Submission(name, folder, texts, problems, "");
  }

  /** Whether a stage is in it, and not just somewhere below. */
  boolean isWorkbook() {
    return hasStage(folder);
  }

  private boolean hasStage(Path in) {
    return stages.stream().anyMatch(stage -> isFolder(in.resolve(stage.name())));
  }

  /**
   * Its only zip file: Moodle makes a folder for each student, and puts what they hand in there.
   */
  private Optional<Path> onlyZip() throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      List<Path> zips = children.filter(Folder::isVisible).filter(Submissions::isZip).toList();
      return zips.size() == 1 ? Optional.of(zips.getFirst()) : Optional.empty();
    }
  }

  /** The nearest folder that has a stage in it. */
  private Optional<Path> root() {
    return root(folder, DEPTH);
  }

  private Optional<Path> root(Path in, int depth) {
    if (hasStage(in)) return Optional.of(in);
    if (depth == 0) return Optional.empty();
    List<Path> below;
    try (Stream<Path> children = Files.list(in)) {
      below = children.filter(Folder::isFolder).filter(Folder::isVisible).sorted().toList();
    } catch (IOException notReadable) {
      return Optional.empty();
    }
    // Zip programs and GitHub put one folder around all.
    return below.size() == 1 ? root(below.getFirst(), depth - 1) : Optional.empty();
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isVisible(Path path) {
    String name = path.getFileName().toString();
    return !name.startsWith(".") && !name.equals("__MACOSX");
  }

  /** The first part of a path that is a symbolic link. */
  private static Optional<String> link(Path root, String path) {
    Path at = root;
    for (Path part : Path.of(path)) {
      at = at.resolve(part);
      if (Files.isSymbolicLink(at)) return Optional.of(root.relativize(at).toString());
    }
    return Optional.empty();
  }
}
