package workbook.lab.site;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import workbook.harness.Page;

/**
 * What every page has around its text: where to go, the search, what is on the page.
 *
 * @param map the site
 */
record Layout(SiteMap map) {

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>%1$s · Multinode</title>
      <link rel="stylesheet" href="%2$ssite/style.css">
      </head>
      <body data-root="%2$s">
      <header>
      <nav aria-label="Site">
      %3$s
      </nav>
      <div class="search">
      <input type="search" id="search" placeholder="Search" aria-label="Search" autocomplete="off">
      <ol id="found" hidden></ol>
      </div>
      </header>
      <main>
      %4$s%5$s%6$s</main>
      <script src="%2$ssite/minisearch.js"></script>
      <script src="%2$ssite/sections.js"></script>
      <script src="%2$ssite/search.js"></script>
      </body>
      </html>
      """;

  private static final Pattern HEADING = Pattern.compile("<h2 id=\"([^\"]*)\">(.*?)</h2>");

  /** From how many sections on a page has a list of them. */
  private static final int MANY = 4;

  String page(SitePage page, String title, String html) {
    // A table may be wider than a phone; then it scrolls, and not the page.
    String tables =
        html.replace("<table>", "<div class=\"wide\" tabindex=\"0\"><table>")
            .replace("</table>", "</table></div>");
    return PAGE.formatted(
        Page.escape(title), page.to(""), navigation(page), contents(html), tables, around(page));
  }

  private String navigation(SitePage page) {
    StringBuilder links = new StringBuilder(link(page, map.start().path(), "Multinode"));
    for (int i = 0; i < map.lessons().size(); i++) {
      links.append(link(page, map.lessons().get(i).path(), "Stage " + (i + 1)));
    }
    if (!map.labs().isEmpty()) links.append(link(page, SiteMap.LABS + "index.html", "Labs"));
    if (map.ladders()) links.append(link(page, "ladders.html", "Ladders"));
    if (!map.tours().isEmpty()) links.append(link(page, SiteMap.TOURS + "index.html", "Tours"));
    if (!map.decisions().isEmpty()) {
      links.append(link(page, SiteMap.DECISIONS + "index.html", "Decisions"));
    }
    map.others().stream()
        .filter(other -> other.path().equals("teaching/index.html"))
        .forEach(other -> links.append(link(page, other.path(), "Teachers")));
    return links.toString().strip();
  }

  private static String link(SitePage from, String to, String text) {
    String current = from.path().equals(to) ? " aria-current=\"page\"" : "";
    return "<a href=\"%s\"%s>%s</a>%n".formatted(from.to(to), current, Page.escape(text));
  }

  private static String contents(String html) {
    List<MatchResult> headings = HEADING.matcher(html).results().toList();
    if (headings.size() < MANY) return "";
    return headings.stream()
        .map(one ->
            "<li><a href=\"#%s\">%s</a></li>"
                .formatted(one.group(1), one.group(2).replaceAll("<[^>]*>", "")))
        .collect(
            Collectors.joining(
                "\n",
                "<details class=\"contents\"><summary>On this page</summary>\n<ul>\n",
                "\n</ul>\n</details>\n"));
  }

  /** Below a lesson: the one before it, and the one after it. */
  private String around(SitePage page) {
    int at = map.lessons().indexOf(page);
    if (at < 0) return "";
    StringBuilder links = new StringBuilder("<nav class=\"around\" aria-label=\"Stages\">\n");
    if (at > 0) links.append(link(page, map.lessons().get(at - 1).path(), "◀ Stage " + at));
    if (at + 1 < map.lessons().size()) {
      links.append(link(page, map.lessons().get(at + 1).path(), "Stage %d ▶".formatted(at + 2)));
    }
    return links.append("</nav>\n").toString();
  }
}
