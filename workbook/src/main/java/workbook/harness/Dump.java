package workbook.harness;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All threads of this JVM at one moment, virtual ones too.
 *
 * @param threads each with its frames, the innermost first
 */
record Dump(List<Stack> threads) {

  private static final Pattern HEAD = Pattern.compile("#\\d+ \"([^\"]*)\"( virtual)?.*");
  private static final String AT = "    at ";

  /** A thread and where it is. */
  record Stack(String name, boolean virtual, List<String> frames) {}

  /** Takes a dump; empty on a JVM that cannot. */
  static Dump take() {
    try {
      Path folder = Files.createTempDirectory("workbook-threads");
      Path file = folder.resolve("dump.txt");
      try {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .dumpThreads(file.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
        return parse(Files.readAllLines(file));
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException | RuntimeException unavailable) {
      return new Dump(List.of());
    }
  }

  static Dump parse(List<String> lines) {
    List<Stack> threads = new ArrayList<>();
    for (String line : lines) {
      Matcher head = HEAD.matcher(line);
      if (head.matches()) {
        threads.add(new Stack(head.group(1), head.group(2) != null, new ArrayList<>()));
      } else if (line.startsWith(AT) && !threads.isEmpty()) {
        threads.getLast().frames().add(line.substring(AT.length()));
      }
    }
    return new Dump(List.copyOf(threads));
  }

  /** The threads that nodes start. */
  List<Stack> nodeThreads() {
    return threads.stream().filter(t -> t.virtual() || t.name().startsWith("from ")).toList();
  }
}
