package multinode.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Measures processes, nodes and clusters, and prints the figures beside those of the peers. */
public final class Bench {

  private static final String HELP =
      """
      usage: bench [ROW...] [options]

        ROW...           which rows of the table to measure (default: all)
        --sizes          instead: 100 to 100,000 servers over 2, 3 and 5 nodes, as a table
        --list           only say which rows there are
        --quick          once and briefly, to see that it works: no figures to quote
        --peers PATH     show the peers' figures beside: a file of RESULT lines, or a folder of them
        --results FILE   write the figures to this file, as RESULT lines
        --jar FILE       run nodes from this jar, for which a start-up cache was made
        --jvm FLAGS      flags of the JVMs that are measured, instead of the usual ones
        --flag FLAG      one flag more; may be repeated
        --help           this
      """;

  private static final List<String> USUAL = List.of("-XX:+UseSerialGC", "-Xmx256m");

  private static final List<Measurement> ALL =
      List.of(
          new JmhRows(),
          new RemoteRows(),
          new ServerRows(),
          new ClusterRows(),
          new MemberRows(),
          new SwarmRows(),
          new IdleRows(),
          new StartRows());

  private final Set<Row> rows = EnumSet.noneOf(Row.class);
  private final List<String> flags = new ArrayList<>(USUAL);
  private Results peers = new Results();
  private Optional<Path> file = Optional.empty();
  private Optional<String> jar = Optional.empty();
  private boolean quick;
  private boolean sizes;

  private Bench() {}

  /** See {@code --help}. Exit code 0, 1 when a row could not be measured, 2 for wrong arguments. */
  public static void main(String[] args) throws Exception {
    List<String> words = List.of(args);
    if (words.contains("--help")) {
      System.out.print(HELP);
    } else if (words.contains("--list")) {
      for (Row row : Row.values()) System.out.printf("%-18s %s%n", row, row.title());
    } else {
      try {
        System.exit(new Bench().read(words.iterator()).run() ? 0 : 1);
      } catch (IllegalArgumentException e) {
        System.err.println("bench: " + e.getMessage());
        System.exit(2);
      }
    }
  }

  private Bench read(Iterator<String> words) throws IOException {
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "--quick" -> quick = true;
        case "--sizes" -> sizes = true;
        case "--peers" -> peers = Results.read(Path.of(value(word, words)));
        case "--results" -> file = Optional.of(Path.of(value(word, words)));
        case "--jar" -> jar = Optional.of(value(word, words));
        case "--jvm" -> {
          flags.clear();
          flags.addAll(List.of(value(word, words).trim().split("\\s+")));
        }
        case "--flag" -> flags.add(value(word, words));
        default -> rows.add(Row.named(word));
      }
    }
    if (rows.isEmpty()) rows.addAll(EnumSet.allOf(Row.class));
    return this;
  }

  private static String value(String option, Iterator<String> words) {
    if (!words.hasNext()) throw new IllegalArgumentException(option + " needs a value; see --help");
    return words.next();
  }

  private boolean run() throws IOException, InterruptedException {
    if (sizes) {
      flags.add("-Xmx1500m");
      new Sizes(new Settings(false, List.copyOf(flags), jar), System.out).measure();
      return true;
    }
    Settings settings = new Settings(quick, List.copyOf(flags), jar);
    Results ours = new Results();
    boolean all = true;
    for (Measurement measurement : ALL) {
      Set<Row> wanted = EnumSet.copyOf(rows);
      wanted.retainAll(measurement.rows());
      if (!wanted.isEmpty()) all &= measure(measurement, settings, wanted, ours);
    }
    if (file.isPresent()) Files.write(file.get(), ours.lines());
    System.out.print(new Table(ours, peers).of(rows));
    return all;
  }

  /** Tells whoever waits what is being done. */
  static void progress(String doing) {
    System.err.println(doing);
  }

  private static boolean measure(
      Measurement measurement, Settings settings, Set<Row> wanted, Results ours) {
    progress("measuring " + String.join(", ", wanted.stream().map(Row::toString).toList()));
    try {
      measurement.measure(settings, wanted, ours);
      return true;
    } catch (Exception e) {
      System.err.println("that failed: " + e);
      return false;
    }
  }
}
