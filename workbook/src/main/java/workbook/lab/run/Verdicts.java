package workbook.lab.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import workbook.lab.book.Exercise;
import workbook.lab.book.Stage;
import workbook.lab.book.TestCase;
import workbook.lab.compile.CompileError;
import workbook.lab.compile.Overlay;

/**
 * Judges exercises of one stage by their tests. An exercise is green when its tests came to their
 * end and all were green; where there is no verdict, that is a red one, with its reason.
 */
public final class Verdicts {

  /** The name of the one test of an exercise that does not compile. */
  public static final String COMPILES = "it compiles";

  /** Gives JVMs to run tests in, a new one each time. */
  public interface Jvms {
    /** One that runs nothing yet; whoever takes it closes it. */
    TestJvm next() throws IOException;
  }

  private final Stage stage;
  private final Overlay overlay;
  private final Path tests;
  private final Map<Exercise, List<TestCase>> cases = new TreeMap<>();
  private final Consumer<TestEvent> listener;
  private Optional<Exercise> running = Optional.empty();
  private String runningTest = "";

  private Verdicts(Stage stage, Overlay overlay, Path tests, Consumer<TestEvent> listener) {
    this.stage = stage;
    this.overlay = overlay;
    this.tests = tests;
    this.listener = listener;
  }

  /**
   * Runs the tests of exercises; blocks until they have ended.
   *
   * @param overlay the code they are run on
   * @param tests the folder with the test classes
   * @return for each exercise its tests, at least one
   */
  public static Map<Exercise, List<TestCase>> of(
      List<Exercise> exercises,
      Overlay overlay,
      Path tests,
      Jvms jvms,
      Consumer<TestEvent> listener)
      throws IOException, InterruptedException {
    Stage stage = exercises.getFirst().stage();
    return new Verdicts(stage, overlay, tests, listener).all(exercises, jvms);
  }

  private Map<Exercise, List<TestCase>> all(List<Exercise> exercises, Jvms jvms)
      throws IOException, InterruptedException {
    for (Exercise exercise : exercises) {
      cases.put(exercise, new ArrayList<>());
      List<CompileError> errors = overlay.errorsOf(exercise);
      if (!errors.isEmpty()) add(exercise, COMPILES, errors.getFirst().toString());
    }
    boolean again = true;
    while (!left().isEmpty()) {
      running = Optional.empty();
      runningTest = "";
      try (TestJvm jvm = jvms.next()) {
        Optional<String> broken = runLeft(jvm);
        if (broken.isEmpty()) break;
        if (jvm.hasCrashed() && again) again = false;
        else noVerdict(broken.get());
      }
    }
    for (Exercise exercise : left()) add(exercise, "its tests", "no test was run");
    return cases;
  }

  private List<Exercise> left() {
    return cases.keySet().stream().filter(exercise -> cases.get(exercise).isEmpty()).toList();
  }

  private Optional<String> runLeft(TestJvm jvm) throws IOException, InterruptedException {
    List<String> classes = left().stream().map(Exercise::testClass).toList();
    return jvm.run(
        Job.told(overlay.classes(), tests, stage.dir(), classes),
        event -> {
          switch (event) {
            case TestEvent.Started(String testClass, String name) -> {
              running = owner(testClass).or(() -> running);
              runningTest = name;
            }
            case TestEvent.Ended(TestCase test) ->
                owner(test.testClass()).ifPresent(exercise -> cases.get(exercise).add(test));
            case TestEvent.Skipped _, TestEvent.Printed _ -> {}
          }
          listener.accept(event);
        });
  }

  private Optional<Exercise> owner(String testClass) {
    return cases.keySet().stream().filter(exercise -> exercise.owns(testClass)).findFirst();
  }

  /** What was running when the JVM ended is red; exercises after it get a JVM of their own. */
  private void noVerdict(String why) {
    Exercise exercise = running.orElseGet(() -> left().getFirst());
    TestCase red =
        add(
            exercise,
            runningTest.isEmpty() ? "its tests" : runningTest,
            """
            %s: its tests did not come to their end
              did           %s
              expected      a verdict on each test
              actual        %s
              likely cause  the code under test ends its JVM, or uses up what it has
            """
                .formatted(
                    exercise.id(),
                    runningTest.isEmpty() ? "started them" : "ran \"" + runningTest + "\"",
                    why)
                .stripTrailing());
    String told = red.message().indent(2).stripTrailing();
    listener.accept(
        new TestEvent.Printed(
            "\n✗ %s %s\n\n%s\n".formatted(exercise.id(), exercise.title(), told)));
  }

  private TestCase add(Exercise exercise, String name, String message) {
    TestCase one = new TestCase(exercise.testClass(), name, message, 0);
    cases.get(exercise).add(one);
    return one;
  }
}
