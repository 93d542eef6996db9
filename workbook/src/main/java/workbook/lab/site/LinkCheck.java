package workbook.lab.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import workbook.lab.book.Folders;
import workbook.lab.book.Stage;

/** Looks where the links of a site lead: to a file of it, and to a place that the file has. */
final class LinkCheck {

  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
  private static final Pattern ID = Pattern.compile("\\bid=\"([^\"]*)\"");

  private final Path site;
  private final Map<Path, Set<String>> ids = new HashMap<>();

  private LinkCheck(Path site) {
    this.site = site;
  }

  /** The links that lead nowhere, each with its page; ids that a page has twice. */
  static List<String> broken(Path site) {
    LinkCheck check = new LinkCheck(site);
    List<Path> pages = Folders.files(site, _ -> false).stream().filter(LinkCheck::isPage).toList();
    List<String> broken = new ArrayList<>();
    for (Path page : pages) {
      List<String> all = check.all(page, ID);
      Set<String> once = new HashSet<>();
      all.stream()
          .filter(id -> !once.add(id))
          .forEach(
              id -> broken.add("%s: two places are called %s".formatted(check.name(page), id)));
      check.ids.put(page, once);
    }
    for (Path page : pages) {
      for (String link : check.all(page, LINK)) {
        if (!check.leadsSomewhere(page, link)) broken.add(check.name(page) + ": " + link);
      }
    }
    return broken;
  }

  private static boolean isPage(Path file) {
    return file.toString().endsWith(".html");
  }

  private String name(Path page) {
    return site.relativize(page).toString();
  }

  private List<String> all(Path page, Pattern pattern) {
    return pattern
        .matcher(Stage.read(page))
        .results()
        .map((MatchResult one) -> one.group(1))
        .toList();
  }

  private boolean leadsSomewhere(Path page, String link) {
    if (link.matches("https://.*")) return true;
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    if (!target.startsWith(site) || !Files.isRegularFile(target)) return false;
    return parts.length == 1 || ids.getOrDefault(target, Set.of()).contains(parts[1]);
  }
}
