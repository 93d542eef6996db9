package workbook.lab.grade;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Screen;
import workbook.lab.book.UserError;

/**
 * What is to be graded, and how.
 *
 * @param places submissions, or folders of them
 * @param exercises which exercises count
 * @param out the folder for the results
 * @param rungs where submitted code may run; the first that holds is taken
 * @param trust whether it may run without a sandbox, where none holds
 * @param atOnce how many submissions are graded at a time
 * @param also which files to write beside the pages
 */
public record Order(
    List<Path> places,
    List<Exercise> exercises,
    Path out,
    List<Sandbox> rungs,
    boolean trust,
    int atOnce,
    Set<Also> also) {

  /** The stage from which on nodes find each other by multicast. */
  private static final int MULTICAST = 3;

  /** Files that are written if somebody asks for them. */
  public enum Also {
    CSV,
    JSON,
    GRADESCOPE,
    CLASSROOM50
  }

  /** Grades; gives the number of submissions. */
  public int run(Book book, Screen screen) throws IOException, InterruptedException {
    Report report = Report.in(out);
    Cage cage = cage(book, screen);
    List<Grade> grades = new Grading(book, screen, exercises, cage, atOnce).of(places, out);
    String rung = cage.rung();
    List<Path> written = new ArrayList<>(List.of(out.resolve("index.html")));
    report.pages(grades, exercises, rung);
    for (Also one : also) {
      written.add(
          switch (one) {
            case CSV -> report.write("grades.csv", Results.csv(grades, exercises));
            case JSON -> report.write("grades.json", Results.json(grades, rung));
            case GRADESCOPE ->
                report.write("results.json", Results.gradescope(single(grades), rung));
            case CLASSROOM50 ->
                report.write("result.json", Results.classroom50(single(grades), System.getenv()));
          });
    }
    written.forEach(file -> screen.line("%s", book.show(file)));
    return grades.size();
  }

  private Cage cage(Book book, Screen screen) throws IOException, InterruptedException {
    try {
      boolean multicast = exercises.stream().anyMatch(one -> one.stage().number() >= MULTICAST);
      return Sandbox.highest(book, screen, rungs, multicast);
    } catch (UserError noRung) {
      if (!trust) throw noRung;
      return new Trusted();
    }
  }

  private static Grade single(List<Grade> grades) {
    if (grades.size() == 1) return grades.getFirst();
    throw UserError.of(
        "That format holds one submission, and there are %d. Use --csv or --json.", grades.size());
  }
}
