package multinode.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Figures by peer and measure, as lines of text: {@code RESULT}, the peer, the measure, the value
 * and the unit, with tabs between.
 */
final class Results {

  /** The name of this system among its peers. */
  static final String OURS = "multinode";

  private final Map<String, List<Double>> values = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();

  /** Reads a file, or all files of a folder that end in {@code .txt}. */
  static Results read(Path path) throws IOException {
    Results results = new Results();
    if (!Files.isDirectory(path)) {
      Files.readAllLines(path).forEach(results::take);
      return results;
    }
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.sorted().toList()) {
        if (file.toString().endsWith(".txt")) Files.readAllLines(file).forEach(results::take);
      }
    }
    return results;
  }

  private void take(String line) {
    String[] words = line.split("\t");
    if (words[0].equals("RESULT") && words.length == 5) {
      values
          .computeIfAbsent(words[1] + " " + words[2], measure -> new ArrayList<>())
          .add(Double.valueOf(words[3]));
      lines.add(line);
    }
  }

  /** Adds a figure of this system. */
  void add(Row row, double value) {
    take(
        String.join(
            "\t",
            "RESULT",
            OURS,
            row.toString(),
            String.format(Locale.ROOT, "%.4f", value),
            row.unit()));
  }

  /** The figures of a measure, named as {@code peer measure}. */
  Optional<Figures> of(String measure) {
    return Optional.ofNullable(values.get(measure)).map(Figures::new);
  }

  /** All lines, in the order in which they came. */
  List<String> lines() {
    return List.copyOf(lines);
  }
}
