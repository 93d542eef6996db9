package workbook.lab.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import workbook.lab.book.Exercise;
import workbook.lab.book.UserError;

/**
 * What grading leaves: pages, and the files that were asked for.
 *
 * @param folder where
 */
record Report(Path folder) {

  /** Makes the folder, before hours of grading could be lost. */
  static Report in(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "try", ""));
      return new Report(folder);
    } catch (IOException e) {
      throw UserError.of(
          "Cannot write the results to %s: %s. Name another folder with --out.",
          folder, UserError.reason(e));
    }
  }

  void pages(List<Grade> grades, List<Exercise> exercises, String rung) throws IOException {
    Map<Grade, String> files = new HashMap<>();
    for (Grade grade : grades) {
      String file = "student-%02d.html".formatted(files.size() + 1);
      Files.writeString(folder.resolve(file), Pages.student(grade));
      files.put(grade, file);
    }
    Files.writeString(folder.resolve("index.html"), Pages.overview(grades, exercises, files, rung));
  }

  Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
