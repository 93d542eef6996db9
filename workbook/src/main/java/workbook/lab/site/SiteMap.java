package workbook.lab.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import workbook.lab.book.Book;
import workbook.lab.book.Folders;
import workbook.lab.book.Stage;
import workbook.lab.tours.Tours;

/**
 * The pages of a site: what the workbook has of them. A handout has fewer.
 *
 * @param root the workbook's folder
 * @param start the first page
 * @param lessons a page a stage
 * @param labs a page a container lab
 * @param decisions a page a decision
 * @param tours a page a walk through the code
 * @param others the rest, for teachers and maintainers
 * @param ladders whether there is finished code to play them with
 */
record SiteMap(
    Path root,
    SitePage start,
    List<SitePage> lessons,
    List<SitePage> labs,
    List<SitePage> decisions,
    List<SitePage> tours,
    List<SitePage> others,
    boolean ladders) {

  static final String LABS = "solutions/labs/";
  static final String DECISIONS = "solutions/doc/decisions/";
  static final String TOURS = "solutions/doc/tours/";

  /** The folders that have a page with links to all of theirs. */
  static final Set<String> LISTED = Set.of(LABS, DECISIONS, TOURS);

  private static final List<String> OTHERS =
      List.of(
          "teaching/README.md",
          "autograders/README.md",
          "CONTRIBUTING.md",
          "AGENTS.md",
          "solutions/doc/benchmarks.md");

  static SiteMap of(Book book) {
    Path root = book.root();
    return new SiteMap(
        root,
        SitePage.of(root, root.resolve("README.md")),
        book.stages().stream().map(Stage::readme).map(file -> SitePage.of(root, file)).toList(),
        pages(root, LABS, file -> file.endsWith("README.md")),
        pages(root, DECISIONS, file -> file.toString().endsWith(".md")),
        Tours.files(book).stream().map(file -> SitePage.of(root, file)).toList(),
        OTHERS.stream()
            .map(root::resolve)
            .filter(Files::isRegularFile)
            .map(file -> SitePage.of(root, file))
            .toList(),
        !book.isHandout());
  }

  private static List<SitePage> pages(Path root, String folder, Predicate<Path> wanted) {
    return Folders.files(root.resolve(folder), _ -> false).stream()
        .filter(wanted)
        .map(file -> SitePage.of(root, file))
        .toList();
  }

  List<SitePage> all() {
    List<SitePage> all = new ArrayList<>(List.of(start));
    Stream.of(lessons, labs, decisions, tours, others).forEach(all::addAll);
    return all;
  }

  /** The page of a file. */
  Optional<SitePage> page(Path source) {
    return all().stream().filter(page -> page.source().equals(source)).findFirst();
  }
}
