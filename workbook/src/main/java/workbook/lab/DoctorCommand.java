package workbook.lab;

import picocli.CommandLine.Command;
import workbook.lab.doctor.Doctor;

/** {@code ./lab doctor}: whether this machine has what the workbook needs. */
@Command(
    name = "doctor",
    header = "Check that this machine has what the workbook needs.",
    description = {
      "",
      "A line each: ok; later, when only a part of the workbook needs it; missing.",
      ""
    })
final class DoctorCommand extends LabCommand {

  @Override
  public Integer call() throws InterruptedException {
    return Doctor.examine(book.root(), screen) ? 0 : 1;
  }
}
