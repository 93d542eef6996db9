package workbook.lab;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import workbook.lab.verify.Verify;

/** {@code ./lab verify}: proves the workbook. */
@Command(
    name = "verify",
    header = "Prove that the workbook is whole.",
    description = {
      "",
      "All tests are green on the solution, and each exercise is red on its stub, because it is"
          + " not",
      "written; stub and solution have one API; lessons, hints and answers are there, their",
      "transcripts true; and the tests catch the mistakes that students make.",
      "A check that has passed is not run again until one of its files changes.",
      ""
    })
final class VerifyCommand extends LabCommand {

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      defaultValue = "",
      description = {
        "only the checks with this in their titles, such as wrong; or the transcript at this place",
        "of a lesson, such as README.md:59"
      })
  private String only;

  @Option(
      names = "--all",
      description = {
        "run also what has passed on the same files, and prove every file as it stands, also",
        "those that you have written to; CI=true in the environment says the same"
      })
  private boolean all;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return checks().run() ? 0 : 1;
  }

  private Verify checks() throws IOException {
    boolean ci = "true".equals(System.getenv("CI"));
    try {
      return Verify.of(book, screen, only, all || ci);
    } catch (IllegalArgumentException e) {
      throw wrong("--only: " + e.getMessage());
    }
  }
}
