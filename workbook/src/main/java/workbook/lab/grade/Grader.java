package workbook.lab.grade;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import workbook.harness.ExerciseResult.Status;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Stage;
import workbook.lab.book.TestCase;
import workbook.lab.book.UserError;
import workbook.lab.compile.CompileError;
import workbook.lab.compile.Overlay;
import workbook.lab.compile.Source;
import workbook.lab.compile.TestClasses;
import workbook.lab.grade.ExerciseGrade.State;
import workbook.lab.run.TestEvent;
import workbook.lab.run.Verdicts;

/**
 * Grades one submission after the other, or several at a time. The verdict is made here, from what
 * the JVM in the cage told and from how it ended; and it is green only where as many tests were
 * green as those of the finished code.
 */
final class Grader {

  /** What a message says of a ladder's page: in a cage none can be written. */
  private static final Pattern NO_PAGE =
      Pattern.compile("(?m)^  (\\(no page of it: |page: ).*\\R?");

  private final Book book;
  private final Map<Stage, List<Exercise>> exercises;
  private final Cage cage;
  private final Path tests;
  private final AtomicInteger cages = new AtomicInteger();
  private final CagedCompiler compiler;

  /** How many tests each exercise has: as many as came to their ends on the finished code. */
  private final Map<String, Integer> expected = new HashMap<>();

  Grader(Book book, List<Exercise> exercises, Cage cage) throws IOException {
    this.book = book;
    this.cage = cage;
    this.compiler = new CagedCompiler(book, cage, cages, CagedCompiler.LIMIT);
    this.tests =
        Cage.open(TestClasses.with(book, Map.of(LightLuggage.file(), LightLuggage.of(book))));
    this.exercises =
        exercises.stream()
            .collect(Collectors.groupingBy(Exercise::stage, TreeMap::new, Collectors.toList()));
  }

  /**
   * Grades the finished code, to see that this machine can run the tests at all, and how many there
   * are. Whoever hands in the finished code gets all points, or nobody is graded.
   */
  void calibrate() throws IOException, InterruptedException {
    for (var stage : exercises.entrySet()) {
      Map<String, Source> finished = new TreeMap<>();
      for (Exercise exercise : stage.getKey().exercises()) {
        for (String file : exercise.files()) {
          Path path = book.finished().resolve(file);
          finished.put(
              file, new Source(file, stage.getKey().sources().resolve(file), Stage.read(path)));
        }
      }
      Overlay overlay = overlay(finished, stage.getKey());
      Map<String, String> refused = scan(overlay, stage.getKey());
      if (!refused.isEmpty()) throw UserError.of("The finished code is refused: %s", refused);
      verdicts(stage.getValue(), overlay).forEach(this::expect);
    }
  }

  private void expect(Exercise exercise, List<TestCase> cases) {
    for (TestCase one : cases) {
      if (one.green()) continue;
      throw UserError.of(
          "This machine cannot grade: a test of %s is red on the finished code, in %s.%n%n%s: %s",
          exercise.id(), cage.rung(), one.name(), one.message());
    }
    expected.put(exercise.id(), cases.size());
  }

  /** Grades a submission; blocks until that is done. */
  Grade grade(Submission submission) throws IOException, InterruptedException {
    long start = System.nanoTime();
    List<ExerciseGrade> grades = new ArrayList<>();
    for (var stage : exercises.entrySet()) {
      grades.addAll(grade(submission, stage.getKey(), stage.getValue()));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Grade(submission.name(), submission.note(), grades, seconds);
  }

  private List<ExerciseGrade> grade(Submission submission, Stage stage, List<Exercise> all)
      throws IOException, InterruptedException {
    Map<String, Source> sources = submission.sources(stage);
    Map<String, String> problems = new HashMap<>();
    for (Exercise exercise : all) {
      for (String file : exercise.files()) {
        String problem = submission.problems().get(Submission.path(stage, file));
        if (problem != null) problems.put(file, problem);
        else if (!sources.containsKey(file)) problems.put(file, "is missing");
      }
    }
    Overlay overlay = overlay(sources, stage);
    Map<String, String> refused = scan(overlay, stage);
    if (!refused.isEmpty()) {
      sources.keySet().removeAll(refused.keySet());
      overlay = overlay(sources, stage);
    }
    Map<Exercise, ExerciseGrade> grades = new TreeMap<>();
    List<Exercise> left = new ArrayList<>();
    for (Exercise exercise : all) {
      stopped(exercise, problems, refused, overlay)
          .ifPresentOrElse(grade -> grades.put(exercise, grade), () -> left.add(exercise));
    }
    if (!left.isEmpty()) {
      verdicts(left, overlay)
          .forEach((exercise, cases) -> grades.put(exercise, grade(exercise, cases)));
      again(grades, overlay);
    }
    return List.copyOf(grades.values());
  }

  /** What is red gets a second run: a machine under load may have been the reason. */
  private void again(Map<Exercise, ExerciseGrade> grades, Overlay overlay)
      throws IOException, InterruptedException {
    List<Exercise> red =
        grades.values().stream()
            .filter(grade -> grade.state() == State.RED)
            .map(ExerciseGrade::exercise)
            .toList();
    if (red.isEmpty()) return;
    verdicts(red, overlay)
        .forEach((exercise, cases) -> {
          ExerciseGrade second = grade(exercise, cases);
          if (second.isGreen()) grades.put(exercise, second);
        });
  }

  /** What stops an exercise before any test is run. */
  private Optional<ExerciseGrade> stopped(
      Exercise exercise,
      Map<String, String> problems,
      Map<String, String> refused,
      Overlay overlay) {
    int most = expected.getOrDefault(exercise.id(), 0);
    for (String file : exercise.files()) {
      String name = file.replaceFirst(".*/", "");
      if (problems.containsKey(file)) {
        String why = "%s: %s %s.".formatted(exercise.id(), name, problems.get(file));
        return Optional.of(new ExerciseGrade(exercise, State.UNUSABLE, why, 0, most));
      }
      if (refused.containsKey(file)) {
        String why = "%s: %s was not run: %s.".formatted(exercise.id(), name, refused.get(file));
        return Optional.of(new ExerciseGrade(exercise, State.REFUSED, why, 0, most));
      }
    }
    for (CompileError error : overlay.errors()) {
      if (!exercise.paths().contains(error.file())) continue;
      String why = "%s does not compile.%n%s".formatted(exercise.id(), error);
      return Optional.of(new ExerciseGrade(exercise, State.UNUSABLE, why, 0, most));
    }
    return Optional.empty();
  }

  private ExerciseGrade grade(Exercise exercise, List<TestCase> cases) {
    int most = expected.getOrDefault(exercise.id(), cases.size());
    int green = (int) cases.stream().filter(TestCase::green).count();
    List<String> red = cases.stream().filter(one -> !one.green()).map(TestCase::message).toList();
    if (red.isEmpty() && green == most) {
      return new ExerciseGrade(exercise, State.GREEN, "", green, most);
    }
    if (red.isEmpty()) {
      String why =
          "%s: %d of its %d tests came to a verdict; the others were left out. The code under test"
                  .formatted(exercise.id(), green, most)
              + " decides about no test.";
      return new ExerciseGrade(exercise, State.RED, why, green, most);
    }
    Status status = exercise.result(cases).status();
    boolean unwritten = status == Status.TODO || status == Status.BLOCKED;
    State state = unwritten ? State.UNWRITTEN : State.RED;
    String message = NO_PAGE.matcher(red.getFirst()).replaceAll("");
    return new ExerciseGrade(exercise, state, message, green, most);
  }

  private Overlay overlay(Map<String, Source> sources, Stage stage) throws IOException {
    return Overlay.of(book, sources, stage.exercises(), compiler);
  }

  private Map<String, String> scan(Overlay overlay, Stage stage) throws IOException {
    Set<String> files =
        stage.exercises().stream().flatMap(one -> one.files().stream()).collect(Collectors.toSet());
    return Scan.refused(book, overlay.classes(), files);
  }

  private Map<Exercise, List<TestCase>> verdicts(List<Exercise> exercises, Overlay overlay)
      throws IOException, InterruptedException {
    Path classes = Cage.open(overlay.classes());
    try (CagedJvms jvms = new CagedJvms(book, cage, cages, classes, tests)) {
      return new LinkedHashMap<>(Verdicts.of(exercises, overlay, tests, jvms, Grader::ignore));
    }
  }

  /** What submitted code prints is of no use here. */
  private static void ignore(TestEvent event) {}
}
