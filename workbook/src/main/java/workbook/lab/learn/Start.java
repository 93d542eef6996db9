package workbook.lab.learn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Stage;
import workbook.lab.book.UserError;

/** The stage with which a student begins, kept in {@code .lab}: the first until they say so. */
public record Start(Book book) {

  /** Its number. */
  public int stage() {
    try {
      int kept = Integer.parseInt(Files.readString(file()).strip());
      return book.stages().stream().anyMatch(stage -> stage.number() == kept) ? kept : 1;
    } catch (IOException | NumberFormatException never) {
      return 1;
    }
  }

  /** Begins with another stage. */
  public void set(Stage stage) throws IOException {
    Files.createDirectories(book.state());
    Files.writeString(file(), stage.number() + System.lineSeparator());
  }

  /** The first exercise of that stage. */
  public Exercise first() {
    int stage = stage();
    return book.exercises().stream()
        .filter(exercise -> exercise.stage().number() >= stage)
        .findFirst()
        .orElseThrow(() -> new UserError("The workbook has no exercises."));
  }

  /** Whether an exercise comes only after all others, because its stage is before that one. */
  public boolean skips(Exercise exercise) {
    return exercise.stage().number() < stage();
  }

  private Path file() {
    return book.state().resolve("start");
  }
}
