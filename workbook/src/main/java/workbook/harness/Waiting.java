package workbook.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import multinode.node.Node;
import multinode.process.Processes;

/** What the nodes of a test were waiting for, when it had waited long enough. */
final class Waiting {

  private static final int MOST = 10;
  private static final int FRAMES = 2;

  /** What a node is asked is partly answered by the code of a student, which may hang. */
  private static final Duration LIMIT = Duration.ofMillis(500);

  private static final String SILENT =
      "  a node does not answer when it is asked for its connections and processes";

  /** Where a node's threads are that have nothing to do. */
  private static final String IDLE =
      "multinode\\.\\w+\\.(Node\\.(print|beat)|GlobalServer\\.run|Heart\\w*\\.\\w+"
          + "|Listener\\.acceptAll|Outbox\\.\\w+|MapperClient\\.stayRegistered|PortMapper\\.keep"
          + "|Connection\\$Counted\\.read|Timeouts\\.\\w+)\\(.*";

  /** The name of a process that every node has, and no test means. */
  private static final String SYSTEMS = "global_name_server";

  private Waiting() {}

  /** A block of lines, or none outside a test. */
  static List<String> describe(Optional<TestRun> run) {
    if (run.isEmpty()) return List.of();
    List<String> lines = new ArrayList<>();
    for (Node node : run.get().nodes().all()) {
      lines.add(BoundedCall.of(LIMIT, () -> node(node)).orElse(SILENT));
    }
    for (RealNode node : run.get().nodes().allReal()) lines.add("  " + node);
    threads(Dump.take(), run.get().testClass().getName())
        .forEach((line, count) ->
            lines.add(wrapped((count == 1 ? "thread " : count + " threads ") + line)));
    return lines.isEmpty() ? List.of() : List.of(String.join("\n", lines));
  }

  private static String node(Node node) {
    StringBuilder text = new StringBuilder("  " + Ladder.shorten(node.self().toString()));
    text.append(" is connected to ").append(Ladder.shorten(node.nodes().toString()));
    for (Processes.Info process : node.processes().list()) {
      if (process.pid().equals(node.user()) || process.names().contains(SYSTEMS)) continue;
      text.append("\n    process ").append(Ladder.shorten(process.pid().toString()));
      if (!process.names().isEmpty()) text.append(" ").append(process.names());
      text.append(", messages in its mailbox: ").append(process.mailbox());
    }
    return text.toString();
  }

  private static String wrapped(String line) {
    return "  " + String.join("\n    ", Text.wrap(line, Text.width() - 6));
  }

  /** Where threads are that are not idle, and how many are at the same place. */
  private static Map<String, Integer> threads(Dump dump, String testClass) {
    Map<String, Integer> found = new LinkedHashMap<>();
    for (Dump.Stack thread : dump.nodeThreads()) {
      List<String> ours =
          thread.frames().stream().filter(frame -> isTelling(frame, testClass)).toList();
      if (ours.isEmpty() || ours.stream().limit(FRAMES).anyMatch(one -> one.matches(IDLE)))
        continue;
      String where =
          String.join(", from ", ours.stream().limit(FRAMES).map(Waiting::brief).toList());
      String line = "\"" + thread.name() + "\" at " + where;
      if (found.size() < MOST || found.containsKey(line)) found.merge(line, 1, Integer::sum);
    }
    return found;
  }

  private static boolean isTelling(String frame, String testClass) {
    boolean process = frame.startsWith("multinode.process.") && !frame.matches(IDLE);
    return frame.startsWith(testClass) || (frame.startsWith("multinode.") && !process);
  }

  /** A frame without its package: {@code Mesh.heard (Mesh.java:39)}. */
  private static String brief(String frame) {
    return frame.replaceFirst("^(?:[a-z]\\w*\\.)*", "").replaceFirst("\\(", " (");
  }
}
