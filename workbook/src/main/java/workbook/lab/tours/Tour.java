package workbook.lab.tours;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.lab.book.Book;
import workbook.lab.book.Json;
import workbook.lab.book.Stage;
import workbook.lab.book.UserError;

/**
 * A walk through the finished code. It is kept as Markdown: a title, an introduction, and a section
 * a stop, {@code ## ClassName: `a text of one of its lines`}.
 *
 * @param title what it is about
 * @param introduction what it shows
 * @param stops where it leads
 */
public record Tour(String title, String introduction, List<Stop> stops) {

  private static final Pattern STOP = Pattern.compile("## (\\w+): `(.*)`");

  /** The characters that mean something in a regular expression of JavaScript. */
  private static final Pattern SPECIAL = Pattern.compile("[.*+?^${}()|\\[\\]\\\\/]");

  /**
   * One stop.
   *
   * @param className where, whatever its package
   * @param anchor what its line has, and no other line of the class
   * @param text what there is to see
   */
  public record Stop(String className, String anchor, String text) {}

  /** Reads one. */
  public static Tour read(Path file) {
    String title = "";
    List<Stop> stops = new ArrayList<>();
    StringBuilder introduction = new StringBuilder();
    StringBuilder text = introduction;
    for (String line : Stage.read(file).lines().toList()) {
      Matcher stop = STOP.matcher(line);
      if (line.startsWith("# ")) {
        title = line.substring(2);
      } else if (stop.matches()) {
        addText(stops, text);
        text = new StringBuilder();
        stops.add(new Stop(stop.group(1), stop.group(2), ""));
      } else if (line.startsWith("#")) {
        throw UserError.of("%s: a stop is ## Class: `text`, and not %s", file, line);
      } else {
        text.append(line).append('\n');
      }
    }
    addText(stops, text);
    return new Tour(title, introduction.toString().strip(), List.copyOf(stops));
  }

  /** What was read since the last heading belongs to its stop. */
  private static void addText(List<Stop> stops, StringBuilder text) {
    if (stops.isEmpty()) return;
    Stop last = stops.removeLast();
    stops.add(new Stop(last.className(), last.anchor(), text.toString().strip()));
  }

  /** As the extension CodeTour of VS Code reads it: with patterns, which survive changes. */
  public String json(Book book) {
    List<Map<String, Object>> steps = new ArrayList<>();
    for (int i = 0; i < stops.size(); i++) {
      Stop stop = stops.get(i);
      Place place = Place.find(book, stop.className(), stop.anchor());
      Map<String, Object> step = new LinkedHashMap<>();
      step.put("title", "%d. %s".formatted(i + 1, stop.className()));
      step.put("file", book.show(place.file()));
      step.put("pattern", SPECIAL.matcher(stop.anchor()).replaceAll("\\\\$0"));
      step.put("description", (i == 0 ? introduction + "\n\n" : "") + stop.text());
      steps.add(step);
    }
    Map<String, Object> tour = new LinkedHashMap<>();
    tour.put("$schema", "https://aka.ms/codetour-schema");
    tour.put("title", title);
    tour.put("steps", steps);
    return Json.of(tour);
  }

  /** For a reader without an editor: each stop with its code. */
  public String markdown(Book book) {
    StringBuilder text = new StringBuilder("# %s%n%n%s%n%n".formatted(title, introduction));
    for (int i = 0; i < stops.size(); i++) {
      Stop stop = stops.get(i);
      Place place = Place.find(book, stop.className(), stop.anchor());
      text.append("## %d. %s%n%n%s%n%n".formatted(i + 1, stop.className(), stop.text()));
      text.append("```java%n%s%n```%n%n".formatted(place.excerpt()));
      text.append("`%s:%d`%n%n".formatted(book.show(place.file()), place.line()));
    }
    return text.toString();
  }
}
