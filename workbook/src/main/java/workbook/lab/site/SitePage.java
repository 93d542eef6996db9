package workbook.lab.site;

import java.nio.file.Path;
import workbook.lab.book.Markdown;
import workbook.lab.book.Stage;

/**
 * One page of the site, made of one file in Markdown.
 *
 * @param source the file
 * @param path where the page is to be, from the site's folder, with {@code /}
 */
record SitePage(Path source, String path) {

  /** The page of a file, at the same place within the site as within the workbook. */
  static SitePage of(Path root, Path source) {
    String from = root.relativize(source).toString().replace('\\', '/');
    return new SitePage(
        source, from.replaceFirst("README\\.md$", "index.md").replaceFirst("md$", "html"));
  }

  String text() {
    return Stage.read(source);
  }

  /** Its first heading. */
  String title() {
    return Markdown.of(text()).lines().stream()
        .filter(line -> line.startsWith("# "))
        .findFirst()
        .map(line -> line.substring(2).replace("`", "").strip())
        .orElse(path);
  }

  /** A link from this page to a place in the site. */
  String to(String other) {
    return "../".repeat((int) path.chars().filter(c -> c == '/').count()) + other;
  }
}
