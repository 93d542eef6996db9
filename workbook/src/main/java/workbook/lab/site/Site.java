package workbook.lab.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import workbook.harness.Page;
import workbook.lab.book.Book;
import workbook.lab.book.Folders;
import workbook.lab.book.UserError;

/** Writes the site of a workbook into a folder. */
public final class Site {

  /** In which folder of the site its own files lie; it also tells a site from any other folder. */
  private static final String OWN = "site";

  private static final List<String> OWN_FILES =
      List.of("style.css", "search.js", "minisearch.js", "minisearch.LICENSE.txt");

  private final Book book;
  private final SiteMap map;
  private final Path folder;
  private final Layout layout;
  private final List<String> sections = new ArrayList<>();

  /** Files that pages lead to and that are no pages: pictures, say. */
  private final Set<Path> files = new TreeSet<>();

  private Site(Book book, Path folder) {
    this.book = book;
    this.map = SiteMap.of(book);
    this.folder = folder;
    this.layout = new Layout(map);
  }

  /**
   * Writes it; what an earlier site has left in the folder goes.
   *
   * @return its first page
   */
  public static Path write(Book book, Path folder) throws IOException {
    return new Site(book, folder).write();
  }

  private Path write() throws IOException {
    clear();
    for (SitePage page : map.all()) write(page);
    writeList("Labs", SiteMap.LABS, map.labs());
    writeList("Decisions", SiteMap.DECISIONS, map.decisions());
    writeList("Tours of the code", SiteMap.TOURS, map.tours());
    if (map.ladders()) write("ladders.html", "Ladders", Ladders.html());
    for (Path file : files) copy(file);
    for (String name : OWN_FILES) copyOwn(name);
    Files.writeString(
        folder.resolve(OWN).resolve("sections.js"),
        "const SECTIONS = [\n" + String.join(",\n", sections) + "\n];\n");
    List<String> broken = LinkCheck.broken(folder);
    if (broken.isEmpty()) return folder.resolve("index.html");
    throw UserError.of("The site has links that lead nowhere:%n%s", String.join("\n", broken));
  }

  /** Only what is a site, or nothing yet, is written over. */
  private void clear() throws IOException {
    if (Files.isDirectory(folder.resolve(OWN))) {
      for (Path file : Folders.files(folder, _ -> false)) Files.delete(file);
    } else if (Files.exists(folder)) {
      boolean empty;
      try (var inside = Files.list(folder)) {
        empty = inside.findAny().isEmpty();
      }
      if (!empty) {
        throw UserError.of(
            "%s has files in it and is no site: name a folder that is empty, or not there yet.",
            folder);
      }
    }
    Files.createDirectories(folder.resolve(OWN));
  }

  private void write(SitePage page) throws IOException {
    Rendered rendered = new Rendered(map, page, files::add);
    write(page, page.title(), rendered.html(book));
  }

  private void write(String path, String title, String html) throws IOException {
    write(new SitePage(map.root().resolve(path), path), title, html);
  }

  private void write(SitePage page, String title, String html) throws IOException {
    // Tours show finished code: nobody is to come across it by a search.
    if (!map.tours().contains(page)) sections.addAll(SearchSections.of(page, title, html));
    Path file = folder.resolve(page.path());
    Files.createDirectories(file.getParent());
    Files.writeString(file, layout.page(page, title, html));
  }

  /** The page that leads to all pages of a folder. */
  private void writeList(String title, String folder, List<SitePage> pages) throws IOException {
    if (pages.isEmpty()) return;
    String links =
        pages.stream()
            .map(page ->
                "<li><a href=\"%s\">%s</a></li>"
                    .formatted(page.path().substring(folder.length()), Page.escape(page.title())))
            .collect(Collectors.joining("\n"));
    write(
        folder + "index.html",
        title,
        "<h1>%s</h1>%n<ul class=\"plain\">%n%s%n</ul>%n".formatted(title, links));
  }

  private void copy(Path file) throws IOException {
    Path to = folder.resolve(map.root().relativize(file).toString());
    Files.createDirectories(to.getParent());
    Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private void copyOwn(String name) throws IOException {
    try (InputStream from = Site.class.getResourceAsStream(name)) {
      Files.copy(from, folder.resolve(OWN).resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
