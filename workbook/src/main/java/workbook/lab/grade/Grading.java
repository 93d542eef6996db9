package workbook.lab.grade;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Screen;
import workbook.lab.book.Stage;

/**
 * Grades all submissions in some places, several at a time.
 *
 * @param book the workbook: pristine tests and given code
 * @param screen where progress is shown
 * @param exercises what is graded
 * @param cage where submitted code runs
 * @param atOnce how many at a time
 */
record Grading(Book book, Screen screen, List<Exercise> exercises, Cage cage, int atOnce) {

  List<Grade> of(List<Path> places, Path results) throws IOException, InterruptedException {
    List<Stage> stages = exercises.stream().map(Exercise::stage).distinct().toList();
    List<Submission> submissions =
        Submissions.in(
            places,
            stages,
            results,
            other -> screen.sentence("not graded, as it is no folder and no zip file: %s", other));
    screen.line("sandbox  %s", cage.rung());
    screen.passing("  looking whether the finished code gets all points here");
    Grader grader = new Grader(book, exercises, cage);
    grader.calibrate();
    List<Future<Grade>> running = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(atOnce)) {
      for (Submission one : submissions) running.add(workers.submit(() -> grade(grader, one)));
      List<Grade> grades = new ArrayList<>();
      for (Future<Grade> one : running) {
        screen.passing("  %d of %d are graded".formatted(grades.size(), submissions.size()));
        Grade grade = result(one);
        screen.passing("");
        screen.line("  %s", grade.brief());
        grades.add(grade);
      }
      return grades;
    }
  }

  /** A submission that breaks the grader itself keeps nobody else from their points. */
  private static Grade grade(Grader grader, Submission submission) throws InterruptedException {
    try {
      return grader.grade(submission);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return new Grade(submission.name(), "it could not be graded: " + e, List.of(), 0);
    }
  }

  private static Grade result(Future<Grade> running) throws InterruptedException {
    try {
      return running.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
