package workbook.lab.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import workbook.lab.book.Book;
import workbook.lab.book.UserError;
import workbook.lab.tours.Tour;

/**
 * A page's Markdown as HTML.
 *
 * @param map the site, for its links
 * @param page the page
 * @param files takes each file that a link leads to and that is no page
 */
record Rendered(SiteMap map, SitePage page, Consumer<Path> files) {

  private static final List<Extension> TABLES = List.of(TablesExtension.create());
  private static final List<Extension> ALL =
      List.of(TablesExtension.create(), HeadingAnchorExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(TABLES).build();

  /** The whole page, with what belongs to a lesson and is kept elsewhere. */
  String html(Book book) {
    boolean tour = map.tours().contains(page);
    Node document = parse(tour ? Tour.read(page.source()).markdown(book) : page.text());
    book.stages().stream()
        .filter(stage -> stage.readme().equals(page.source()))
        .forEach(stage -> new Lesson(book, stage, this::part).complete(document));
    if (map.labs().contains(page)) Lesson.completeLab(book, page.source(), document, this::part);
    return renderer(ALL).render(document);
  }

  /** A text within the page; its headings cannot be linked to. */
  String part(String markdown) {
    return renderer(TABLES).render(parse(markdown));
  }

  private static HtmlRenderer renderer(List<Extension> extensions) {
    return HtmlRenderer.builder()
        .extensions(extensions)
        .nodeRendererFactory(CodeBlocks::new)
        .build();
  }

  private Node parse(String markdown) {
    Node document = PARSER.parse(markdown);
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            visitChildren(link);
            Optional<String> to = destination(link.getDestination());
            to.ifPresentOrElse(link::setDestination, () -> unwrap(link));
          }

          @Override
          public void visit(Image image) {
            destination(image.getDestination()).ifPresent(image::setDestination);
          }
        });
    return document;
  }

  /** Leaves the text of a link. */
  private static void unwrap(Link link) {
    while (link.getFirstChild() != null) link.insertBefore(link.getFirstChild());
    link.unlink();
  }

  /** Where a link of the workbook leads within the site; empty for a folder that has no page. */
  private Optional<String> destination(String link) {
    if (link.startsWith("#") || link.matches("[a-z]+:.*")) return Optional.of(link);
    String[] parts = link.split("#", 2);
    String anchor = parts.length == 1 ? "" : "#" + parts[1];
    Path target = page.source().resolveSibling(parts[0]).normalize();
    Optional<SitePage> other = map.page(target).or(() -> map.page(target.resolve("README.md")));
    if (other.isPresent()) return Optional.of(page.to(other.get().path()) + anchor);
    String path = map.root().relativize(target).toString().replace('\\', '/');
    if (Files.isDirectory(target)) {
      boolean listed = SiteMap.LISTED.contains(path + "/");
      return listed ? Optional.of(page.to(path + "/index.html")) : Optional.empty();
    }
    if (!Files.isRegularFile(target)) {
      throw UserError.of("%s has a link that leads nowhere: %s", page.source(), link);
    }
    files.accept(target);
    return Optional.of(page.to(path));
  }
}
