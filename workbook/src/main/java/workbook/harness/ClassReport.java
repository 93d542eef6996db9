package workbook.harness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import workbook.harness.ExerciseResult.Status;

/**
 * What the tests of one class brought. Of the red ones one is told with all there is, a few in
 * words, the others by name: whoever mends the first mends others with it.
 */
final class ClassReport {

  private static final int IN_WORDS = 3;

  private final Class<?> testClass;
  private final Map<String, Throwable> failures = new LinkedHashMap<>();
  private final Map<String, String> skipped = new LinkedHashMap<>();
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
      case ABORTED -> skip(title, result.getThrowable().map(Throwable::getMessage).orElse(""));
    }
  }

  /** A test was not run here, or not to its end. */
  void skip(String title, String reason) {
    skipped.put(title, reason.replaceFirst("^Assumption failed: ", ""));
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

  /** The tests that are not green, for a terminal; empty when all are. */
  String text() {
    if (failures.isEmpty() && skipped.isEmpty()) return "";
    List<String> lines = new ArrayList<>();
    Optional<ExerciseResult> result = result();
    Status status =
        result.map(ExerciseResult::status).orElse(failures.isEmpty() ? Status.DONE : Status.RED);
    boolean red = status == Status.RED;
    String name = result.map(r -> r.id() + " " + r.title()).orElse(testClass.getSimpleName());
    lines.add((red ? "\n✗ " : "· ") + name + (red ? ", " + counts() : ""));
    LinkedHashMap<String, Integer> unwritten = new LinkedHashMap<>();
    Optional<Throwable> inFull = inFull();
    int shown = 0;
    int notRun = 0;
    for (Map.Entry<String, Throwable> failure : failures.entrySet()) {
      String title = failure.getKey().strip();
      if (isNotRun(failure.getValue())) {
        notRun++;
      } else if (failure.getValue() instanceof Failed f && f.status() != Status.RED) {
        unwritten.merge(message(f), 1, Integer::sum);
      } else {
        if (shown < IN_WORDS) lines.add("");
        boolean full = inFull.filter(thrown -> thrown == failure.getValue()).isPresent();
        lines.add(
            Text.indent(
                shown < IN_WORDS ? block(title, failure.getValue(), full) : "✗ " + title, 2));
        shown++;
      }
    }
    if (status == Status.BLOCKED && unwritten.size() == 1) {
      return lines.getFirst() + unwritten(unwritten.firstEntry()).replaceFirst(" +\\S+", ":");
    }
    if (red && !unwritten.isEmpty()) lines.add("");
    for (var gap : unwritten.entrySet()) lines.add(unwritten(gap));
    if (notRun > 0) lines.add("\n  " + notRun(notRun));
    skipped.forEach((title, why) -> lines.add(indented("skipped: " + title + ": " + why)));
    return String.join("\n", lines);
  }

  private static boolean isNotRun(Throwable thrown) {
    return String.valueOf(thrown.getMessage()).endsWith(TestRun.NOT_RUN);
  }

  private static String notRun(int tests) {
    return tests == 1
        ? "1 test was not run, because two before it hung"
        : tests + " tests were not run, because two before them hung";
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
    return indented(text);
  }

  private static String indented(String text) {
    return Text.indent(String.join("\n", Text.wrap(text, Text.width())), 4);
  }

  /** The test of the first few that has most to show, such as a ladder. */
  private Optional<Throwable> inFull() {
    return failures.values().stream()
        .filter(thrown -> !(thrown instanceof Failed f) || f.status() == Status.RED)
        .limit(IN_WORDS)
        .max(Comparator.comparing(ClassReport::details, Comparator.comparingInt(String::length)));
  }

  private static String details(Throwable thrown) {
    return thrown instanceof Failed failed ? String.join("\n\n", failed.details()) : "";
  }

  private static String block(String title, Throwable thrown, boolean full) {
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
    if (full && !failed.details().isEmpty()) parts.add("\n" + Text.indent(details(failed), 2));
    return String.join("\n", parts);
  }
}
