package workbook.lab.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured of one system, as its lines tell: {@code RESULT}, the system, the row, the
 * value and the unit, with tabs between. All other lines are skipped.
 */
public final class Samples {

  private final Map<String, List<Double>> values = new LinkedHashMap<>();
  private final Map<String, String> units = new LinkedHashMap<>();

  /**
   * Reads the lines of one system.
   *
   * @throws NumberFormatException when a value is no number
   */
  public static Samples of(List<String> lines) {
    Samples samples = new Samples();
    for (String line : lines) {
      String[] words = line.split("\t");
      if (words.length == 5 && words[0].equals("RESULT")) {
        samples.add(
            words[2], Double.parseDouble(words[3]), words[4].equals("us") ? "µs" : words[4]);
      }
    }
    return samples;
  }

  private void add(String row, double value, String unit) {
    values.computeIfAbsent(row, name -> new ArrayList<>()).add(value);
    units.put(row, unit);
  }

  /** The unit of a row, or nothing when it was not measured. */
  String unit(String row) {
    return units.getOrDefault(row, "");
  }

  /** The value in the middle; of two, the one between them. */
  Optional<Double> median(String row) {
    if (!values.containsKey(row)) return Optional.empty();
    List<Double> sorted = values.get(row).stream().sorted().toList();
    int half = sorted.size() / 2;
    return Optional.of((sorted.get(half) + sorted.get((sorted.size() - 1) / 2)) / 2);
  }

  /** The median, with the least and the greatest value: {@code 66.7 (63.4–69.5)}. */
  String text(String row) {
    return median(row)
        .map(median -> {
          List<Double> sorted = values.get(row).stream().sorted().toList();
          return "%s (%s–%s)"
              .formatted(brief(median), brief(sorted.getFirst()), brief(sorted.getLast()));
        })
        .orElse("");
  }

  /** Three digits that count. */
  static String brief(double value) {
    int digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
