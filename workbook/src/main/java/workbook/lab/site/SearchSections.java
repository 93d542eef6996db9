package workbook.lab.site;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the search finds: a page's sections, as objects of JavaScript; without hints and answers.
 */
final class SearchSections {

  private static final Pattern FOLDED = Pattern.compile("(?s)<details.*?</details>");
  private static final Pattern HEADING =
      Pattern.compile("(?s)<h([1-3])(?: id=\"([^\"]*)\")?>(.*?)</h\\1>");

  private SearchSections() {}

  static List<String> of(SitePage page, String title, String html) {
    String shown = FOLDED.matcher(html).replaceAll("");
    List<MatchResult> headings = HEADING.matcher(shown).results().toList();
    List<String> sections = new ArrayList<>();
    String exercise = "";
    for (int i = 0; i < headings.size(); i++) {
      MatchResult heading = headings.get(i);
      String name = text(heading.group(3));
      if (heading.group(1).equals("2")) exercise = name;
      boolean part = heading.group(1).equals("3") && !exercise.isEmpty();
      int end = i + 1 < headings.size() ? headings.get(i + 1).start() : shown.length();
      String anchor = heading.group(2) == null ? "" : "#" + heading.group(2);
      sections.add(
          "{page: %s, title: %s, url: %s, text: %s}"
              .formatted(
                  quoted(title),
                  quoted(part ? exercise + " · " + name : name),
                  quoted(page.path() + anchor),
                  quoted(text(shown.substring(heading.end(), end)))));
    }
    return sections;
  }

  private static String text(String html) {
    return html.replaceAll("<[^>]*>", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replaceAll("\\s+", " ")
        .strip();
  }

  /** A string of JavaScript; none can end the script that it stands in. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("<", "\\u003c") + '"';
  }
}
