package workbook.harness;

import java.util.Arrays;
import java.util.HexFormat;

/** Values, as messages show them. */
public final class Values {

  private static final int LONGEST = 400;

  private Values() {}

  /** Something that gives a value or throws. */
  @FunctionalInterface
  public interface Source<T> {

    /** Gives the value. */
    T get() throws Throwable;
  }

  /** A value for a person to read: texts in quotes, bytes in hexadecimal, types by their name. */
  static String show(Object value) {
    String text =
        switch (value) {
          case null -> "null";
          case String string -> "\"" + string.replace("\n", "\\n").replace("\r", "\\r") + "\"";
          case byte[] bytes -> bytes.length + " bytes " + HexFormat.of().formatHex(bytes);
          case Object[] array -> Arrays.deepToString(array);
          case Class<?> type -> type.getSimpleName();
          case Throwable thrown -> Frames.brief(thrown);
          default -> value.toString();
        };
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
