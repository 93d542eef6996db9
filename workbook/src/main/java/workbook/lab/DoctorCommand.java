package workbook.lab;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;
import workbook.lab.doctor.Doctor;

/** {@code ./lab doctor}: whether this machine has what the workbook needs. */
@Command(
    name = "doctor",
    header = "Check that this machine has what the workbook needs.",
    description = {
      "",
      "A line each: ok; later, when only a part of the workbook needs it; missing.",
      ""
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

  private final Book book;
  private final Screen screen;

  DoctorCommand(Book book, Screen screen) {
    this.book = book;
    this.screen = screen;
  }

  @Override
  public Integer call() throws InterruptedException {
    return Doctor.examine(book.root(), screen) ? 0 : 1;
  }
}
