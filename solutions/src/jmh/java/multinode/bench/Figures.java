package multinode.bench;

import java.util.List;
import java.util.Locale;

/** What was measured, several times. */
record Figures(List<Double> values) {

  /** The same, sorted; at least one. */
  Figures {
    if (values.isEmpty()) throw new IllegalArgumentException("nothing was measured");
    values = values.stream().sorted().toList();
  }

  double median() {
    int half = values.size() / 2;
    return values.size() % 2 == 1
        ? values.get(half)
        : (values.get(half - 1) + values.get(half)) / 2;
  }

  Figures times(double factor) {
    return new Figures(values.stream().map(value -> value * factor).toList());
  }

  /** The median, then the least and the greatest, each with three digits that count. */
  @Override
  public String toString() {
    return "%s (%s–%s)"
        .formatted(brief(median()), brief(values.getFirst()), brief(values.getLast()));
  }

  static String brief(double value) {
    int digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
