package workbook.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import multinode.process.Event;

/** What a terminal shows below the message of a red test. */
final class Details {

  private static final int LOG_LINES = 6;
  private static final int PRINTED = 2_000;
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private Details() {}

  /**
   * The blocks, each of one or more lines: what was waited for, ladder, log, seed. Only the first
   * of them where the rest takes too long.
   */
  static List<String> of(TestRun run, Failed failed) {
    return BoundedCall.of(LIMIT, () -> run.call(() -> all(run, failed))).orElse(failed.details());
  }

  private static List<String> all(TestRun run, Failed failed) {
    List<String> blocks = new ArrayList<>(failed.details());
    Ladder ladder = run.nodes().ladder();
    if (!ladder.isEmpty()) {
      blocks.add(String.join("\n", LadderText.render(ladder)) + "\n" + save(run, failed, ladder));
    }
    String printed = printed(run.nodes());
    if (!printed.isEmpty()) blocks.add(printed);
    String log = log(untold(run));
    if (!log.isEmpty()) blocks.add(log);
    if (run.nodes().seed().used()) blocks.add(replay(run));
    return blocks;
  }

  private static String printed(Nodes nodes) {
    return nodes.all().stream()
        .distinct()
        .filter(node -> !nodes.output(node).isEmpty())
        .map(node ->
            Text.labelled("printed", "on " + node.self().name() + ": " + brief(nodes.output(node))))
        .collect(Collectors.joining("\n"));
  }

  private static String brief(List<String> lines) {
    String text = lines.toString();
    return text.length() <= PRINTED ? text : text.substring(0, PRINTED) + "…";
  }

  /** What was logged and is not on the ladder. */
  private static List<String> untold(TestRun run) {
    List<String> told = run.nodes().events().stream().map(Event::text).toList();
    return run.logs().lines().stream()
        .filter(line -> told.stream().noneMatch(text -> text.length() > 8 && line.contains(text)))
        .map(Ladder::shorten)
        .distinct()
        .toList();
  }

  private static String log(List<String> lines) {
    int more = Math.max(0, lines.size() - LOG_LINES);
    return lines.stream()
            .limit(LOG_LINES)
            .map(line -> Text.labelled("log", Text.brief(line, 300)))
            .collect(Collectors.joining("\n"))
        + (more == 0 ? "" : "\n  … " + more + " more lines");
  }

  private static String replay(TestRun run) {
    String test = run.testClass().getSimpleName() + "#" + run.method();
    return Text.labelled("replay", "mvn test -Dtest=" + test + " " + run.nodes().seed());
  }

  /** Writes the ladder as a page, and says where. */
  private static String save(TestRun run, Failed failed, Ladder ladder) {
    Path page = page(run);
    try {
      Files.createDirectories(page.getParent());
      Files.writeString(page, LadderHtml.render(run.title(), failed.getMessage(), ladder));
      return "  page: " + module().getFileName() + "/target/ladders/" + page.getFileName();
    } catch (IOException e) {
      return "  (no page of it: " + e.getMessage() + ")";
    }
  }

  /** Takes away the page of an earlier run. */
  static void forget(TestRun run) {
    try {
      Files.deleteIfExists(page(run));
    } catch (IOException e) {
      // Then an old page stays; nothing points to it.
    }
  }

  private static Path module() {
    return Path.of(System.getProperty("workbook.basedir", "")).toAbsolutePath();
  }

  private static Path page(TestRun run) {
    String name = run.testClass().getSimpleName() + "." + run.method() + ".html";
    return module().resolve("target").resolve("ladders").resolve(name);
  }
}
