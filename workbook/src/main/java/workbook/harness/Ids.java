package workbook.harness;

import java.util.Comparator;

/** The ids of exercises: stage and number, such as {@code 1.3}. */
public final class Ids {

  private Ids() {}

  /** Orders them by stage, then number: 1.9 before 1.10. */
  public static int compare(String a, String b) {
    return Comparator.<String>comparingInt(id -> part(id, 0))
        .thenComparingInt(id -> part(id, 1))
        .compare(a, b);
  }

  private static int part(String id, int index) {
    String[] parts = id.split("\\.");
    return index < parts.length && parts[index].matches("\\d{1,4}")
        ? Integer.parseInt(parts[index])
        : 0;
  }
}
