package workbook.lab.book;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code @Exercise(id = "1.3", title = "…", points = 3, minutes = 20, files = {"…"})} from
 * the source of a test class: so the board is there before anything is compiled.
 */
final class ExerciseReader {

  private static final Pattern PACKAGE = Pattern.compile("(?m)^package\\s+([\\w.]+)\\s*;");
  private static final String STRING = "\"(?:[^\"\\\\]|\\\\.)*\"";
  private static final Pattern ANNOTATION =
      Pattern.compile("(?m)^@Exercise\\s*\\(((?:[^()\"]|" + STRING + ")*)\\)");
  private static final Pattern TEXT = Pattern.compile(STRING);

  private ExerciseReader() {}

  static Optional<Exercise> read(Stage stage, Path test) {
    return read(stage, test, Stage.read(test));
  }

  static Optional<Exercise> read(Stage stage, Path test, String source) {
    Matcher annotation = ANNOTATION.matcher(source);
    if (!annotation.find()) return Optional.empty();
    String body = annotation.group(1);
    String name = test.getFileName().toString().replaceFirst("\\.java$", "");
    Matcher inPackage = PACKAGE.matcher(source);
    String id = text(body, "id");
    if (!id.matches("\\d+\\.\\d+")) {
      throw UserError.of("%s: the id of its @Exercise is \"%s\"; it should be like 1.3", test, id);
    }
    return Optional.of(
        new Exercise(
            id,
            text(body, "title"),
            number(body, "points"),
            number(body, "minutes"),
            texts(value(body, "files")),
            stage,
            inPackage.find() ? inPackage.group(1) + "." + name : name,
            test));
  }

  /** The value of a member, empty when it is not given: everything up to the next member. */
  private static String value(String body, String member) {
    Matcher found =
        Pattern.compile(
                "(?:^|[,\\s])"
                    + member
                    + "\\s*=\\s*((?:"
                    + STRING
                    + "|[^\"=])*)(?=,\\s*\\w+\\s*=|$)")
            .matcher(body);
    return found.find() ? found.group(1).strip() : "";
  }

  private static String text(String body, String member) {
    return String.join("", texts(value(body, member)));
  }

  private static int number(String body, String member) {
    String value = value(body, member).replaceAll("[^0-9]", "");
    return value.isEmpty() ? 0 : Integer.parseInt(value);
  }

  private static List<String> texts(String value) {
    return TEXT.matcher(value).results().map(found -> unquote(found.group())).toList();
  }

  private static String unquote(String literal) {
    return literal.substring(1, literal.length() - 1).translateEscapes();
  }
}
