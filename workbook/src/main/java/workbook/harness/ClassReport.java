package workbook.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import workbook.harness.ExerciseResult.Status;

/** What the tests of one class brought. */
final class ClassReport {

  private static final int IN_WORDS = 3;

  private final Class<?> testClass;
  private final Map<String, Throwable> failures = new LinkedHashMap<>();
  private int green;

  ClassReport(Class<?> testClass) {
    this.testClass = testClass;
  }

  void add(String title, TestExecutionResult result) {
    switch (result.getStatus()) {
      case SUCCESSFUL -> green++;
      case FAILED -> {
        String key = title;
        while (failures.containsKey(key)) key += " ";
        failures.put(key, result.getThrowable().orElseGet(() -> new AssertionError("it failed")));
      }
      case ABORTED -> {}
    }
  }

  Class<?> testClass() {
    return testClass;
  }

  int green() {
    return green;
  }

  int red() {
    return failures.size();
  }

  Optional<ExerciseResult> result() {
    List<String> messages =
        failures.values().stream().map(thrown -> String.valueOf(thrown.getMessage())).toList();
    return TestRun.exercise(testClass).map(exercise -> ExerciseResult.of(exercise, messages));
  }

  /** The red tests, for a terminal; empty when all are green. */
  String text() {
    if (failures.isEmpty()) return "";
    List<String> lines = new ArrayList<>();
    Optional<ExerciseResult> result = result();
    Status status = result.map(ExerciseResult::status).orElse(Status.RED);
    boolean red = status == Status.RED;
    String name = result.map(r -> r.id() + " " + r.title()).orElse(testClass.getSimpleName());
    lines.add((red ? "\n✗ " : "· ") + name + (red ? ", " + counts() : ""));
    LinkedHashMap<String, Integer> unwritten = new LinkedHashMap<>();
    int shown = 0;
    for (Map.Entry<String, Throwable> failure : failures.entrySet()) {
      String title = failure.getKey().strip();
      if (failure.getValue() instanceof Failed f && f.status() != Status.RED) {
        unwritten.merge(message(f), 1, Integer::sum);
      } else {
        if (shown < IN_WORDS) lines.add("");
        lines.add(Text.indent(block(title, failure.getValue(), shown++), 2));
      }
    }
    if (status == Status.BLOCKED && unwritten.size() == 1) {
      return lines.getFirst() + unwritten(unwritten.firstEntry()).replaceFirst(" +\\S+", ":");
    }
    if (red && !unwritten.isEmpty()) lines.add("");
    for (var gap : unwritten.entrySet()) lines.add(unwritten(gap));
    return String.join("\n", lines);
  }

  private String counts() {
    int all = green + failures.size();
    String tests = all == 1 ? " test " : " tests ";
    return failures.size() + " of " + all + tests + (failures.size() == 1 ? "is red" : "are red");
  }

  /** Where code is missing; what another exercise lacks is said there. */
  private static String message(Failed failed) {
    String message = failed.getMessage();
    return failed.status() == Status.BLOCKED ? message.replaceFirst(":.*", "") : message;
  }

  private static String unwritten(Map.Entry<String, Integer> gap) {
    int count = gap.getValue();
    String text = gap.getKey() + (count == 1 ? "" : " (" + count + " tests)");
    return Text.indent(String.join("\n", Text.wrap(text, Text.WIDTH)), 4);
  }

  /** A red test: the first with all there is, the next in words, the others by name. */
  private static String block(String title, Throwable thrown, int before) {
    if (before >= IN_WORDS) return "✗ " + title;
    if (!(thrown instanceof Failed failed)) {
      return "✗ " + title + "\n" + Text.indent(Frames.trace(thrown), 4);
    }
    List<String> parts = new ArrayList<>();
    String message = failed.getMessage();
    if (!message.lines().findFirst().orElse("").contains(title)) parts.add("✗ " + title);
    parts.add((parts.isEmpty() ? "✗ " : "  ") + message);
    for (StackTraceElement frame : failed.getStackTrace()) {
      parts.add(Text.labelled("test", frame.getFileName() + ", line " + frame.getLineNumber()));
    }
    if (before > 0) return String.join("\n", parts);
    for (String detail : failed.details()) parts.add("\n" + Text.indent(detail, 2));
    return String.join("\n", parts);
  }
}
