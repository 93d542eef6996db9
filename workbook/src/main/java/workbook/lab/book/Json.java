package workbook.lab.book;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes maps, lists, texts, numbers and truth values as JSON; a map keeps its order. */
public final class Json {

  private Json() {}

  /** A value, with a line end. */
  public static String of(Object value) {
    return write(value, "") + "\n";
  }

  private static String write(Object value, String indent) {
    String inner = indent + "  ";
    return switch (value) {
      case Map<?, ?> map when !map.isEmpty() ->
          map.entrySet().stream()
              .map(one -> inner + text("" + one.getKey()) + ": " + write(one.getValue(), inner))
              .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
      case List<?> list when !list.isEmpty() ->
          list.stream()
              .map(one -> inner + write(one, inner))
              .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
      case Map<?, ?> _ -> "{}";
      case List<?> _ -> "[]";
      case Number number -> number.toString();
      case Boolean truth -> truth.toString();
      default -> text(value.toString());
    };
  }

  /** A text between its quotes. */
  public static String text(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char letter : text.toCharArray()) {
      switch (letter) {
        case '"', '\\' -> out.append('\\').append(letter);
        case '\n' -> out.append("\\n");
        default -> {
          // Half a pair is no letter, and no UTF-8 either.
          if (letter < ' ' || letter > '~') out.append("\\u%04x".formatted((int) letter));
          else out.append(letter);
        }
      }
    }
    return out.append('"').toString();
  }
}
