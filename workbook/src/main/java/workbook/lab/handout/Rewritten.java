package workbook.lab.handout;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Markdown;
import workbook.lab.book.Stage;
import workbook.lab.book.UserError;

/** The files that read differently in a handout. */
record Rewritten(Book book, List<Stage> stages) {

  /** The POM: without the stages that are not handed out, and saying what it is. */
  String pom() {
    String pom = Stage.read(book.root().resolve("pom.xml"));
    for (Stage stage : book.stages()) {
      if (stages.contains(stage)) continue;
      pom = pom.replaceFirst("\\s*<module>" + stage.name() + "</module>", "");
    }
    String handout = pom.replace("<handout>false</handout>", "<handout>true</handout>");
    if (handout.equals(pom)) throw UserError.of("pom.xml has no <handout>false</handout>.");
    return handout;
  }

  /** Its profiles build benchmarks and images, of the finished system. */
  String pomOfGiven() {
    String pom = Stage.read(book.solutions().resolve("pom.xml"));
    return pom.replaceFirst("(?s)\\s*<profiles>.*</profiles>", "");
  }

  String readme() {
    return resource("README.md").replace("STAGES\n", table());
  }

  private String table() {
    return stages.stream().map(Rewritten::rows).collect(Collectors.joining());
  }

  private static String rows(Stage stage) {
    String title = Stage.read(stage.readme()).lines().findFirst().orElse("").replaceFirst("# ", "");
    List<Exercise> all = stage.exercises();
    return "| **[%d](%s/README.md)** | **%s** | **%d** | **%d** |\n"
            .formatted(
                stage.number(),
                stage.name(),
                capital(title.replaceFirst("Stage \\d+: ", "")),
                all.stream().mapToInt(Exercise::points).sum(),
                all.stream().mapToInt(Exercise::minutes).sum())
        + all.stream().map(Rewritten::row).collect(Collectors.joining());
  }

  private static String capital(String title) {
    return title.isEmpty()
        ? title
        : title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
  }

  private static String row(Exercise exercise) {
    String points = exercise.walkedThrough() ? "" : "" + exercise.points();
    return "| %s | %s | %s | %d |\n"
        .formatted(exercise.id(), exercise.title(), points, exercise.minutes());
  }

  /** For assistants: without what a handout does not have. */
  String agents() {
    String all = Stage.read(book.root().resolve("AGENTS.md"));
    String maintainer = Markdown.of(all).section("With a maintainer").orElse("");
    return all.replace("## With a maintainer\n" + maintainer, "")
            .replaceFirst("(?s)- \\*\\*Do not open `solutions/src`.*?(?=\\n- )\\n", "")
            .stripTrailing()
        + "\n";
  }

  /** A lesson: whoever looks for the answers is told where they are not. */
  static String lesson(String text) {
    return text.replaceAll(
        "`solutions/answers/[^`]*`", "the full workbook: ask your teacher after you have tried");
  }

  static String resource(String name) {
    try (InputStream text = Rewritten.class.getResourceAsStream(name)) {
      if (text == null) throw new IllegalStateException("no resource " + name);
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
