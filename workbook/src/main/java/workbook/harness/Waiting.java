package workbook.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import multinode.node.Node;
import multinode.process.Processes;

/** What the nodes of a test were waiting for, when it had waited long enough. */
final class Waiting {

  private static final int MOST = 12;
  private static final int FRAMES = 3;

  private Waiting() {}

  /** A block of lines for each thing to be known; none outside a test. */
  static List<String> describe(Optional<TestRun> run) {
    if (run.isEmpty()) return List.of();
    List<String> blocks = new ArrayList<>();
    run.get().nodes().all().stream().map(Waiting::node).forEach(blocks::add);
    String threads = threads(Dump.take());
    if (!threads.isEmpty()) blocks.add(threads);
    return blocks;
  }

  private static String node(Node node) {
    StringBuilder text = new StringBuilder(node.self() + ", connected to " + node.nodes());
    for (Processes.Info process : node.processes().list()) {
      if (process.pid().equals(node.user())) continue;
      text.append("\n  process ").append(process.pid());
      if (!process.names().isEmpty()) text.append(" ").append(process.names());
      text.append(", messages in its mailbox: ").append(process.mailbox());
    }
    return text.toString();
  }

  private static String threads(Dump dump) {
    List<String> lines = new ArrayList<>();
    for (Dump.Stack thread : dump.nodeThreads()) {
      List<String> ours =
          thread.frames().stream()
              .filter(Frames::isOurs)
              .filter(frame -> !frame.startsWith("multinode.process."))
              .limit(FRAMES)
              .toList();
      if (!ours.isEmpty()) lines.add("  " + thread.name() + " at " + String.join(" < ", ours));
    }
    if (lines.isEmpty()) return "";
    String more = lines.size() > MOST ? "\n  … " + (lines.size() - MOST) + " more" : "";
    return "threads\n" + String.join("\n", lines.subList(0, Math.min(MOST, lines.size()))) + more;
  }
}
