package workbook.lab.learn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Markdown;
import workbook.lab.book.Stage;
import workbook.lab.book.UserError;

/**
 * The hints of an exercise, which are given one at a time; how many were is kept in {@code .lab}.
 *
 * @param steps what each says, in Markdown
 * @param file where they stand
 * @param given where it is kept how many were given
 */
public record Hints(List<String> steps, Path file, Path given) {

  /** The hints of an exercise. */
  public static Hints of(Book book, Exercise exercise) {
    Path file = exercise.stage().dir().resolve("hints").resolve(exercise.id() + ".md");
    if (!Files.isRegularFile(file)) {
      throw UserError.of(
          "There are no hints for %s: it is finished already, to be read and run.", exercise.id());
    }
    Markdown text = Markdown.of(Stage.read(file));
    List<String> steps = new ArrayList<>();
    for (int i = 1; ; i++) {
      Optional<String> step = text.section("" + i);
      if (step.isEmpty()) break;
      steps.add(step.get().strip());
    }
    return new Hints(steps, file, book.state().resolve("hints").resolve(exercise.id()));
  }

  /** How many have been given. */
  public int count() throws IOException {
    if (!Files.exists(given)) return 0;
    String text = Files.readString(given).strip();
    return text.matches("\\d{1,3}") ? Math.min(Integer.parseInt(text), steps.size()) : 0;
  }

  /** Gives one more; empty when there are no more. */
  public Optional<String> next() throws IOException {
    int count = count();
    if (count == steps.size()) return Optional.empty();
    keep(count + 1);
    return Optional.of(steps.get(count));
  }

  /** The one that was given last, or the first. */
  public Optional<String> latest() throws IOException {
    int count = count();
    return count == 0 ? next() : Optional.of(steps.get(count - 1));
  }

  /** As if none had been given. */
  public void forget() throws IOException {
    Files.deleteIfExists(given);
  }

  private void keep(int count) throws IOException {
    Files.createDirectories(given.getParent());
    Files.writeString(given, count + System.lineSeparator());
  }
}
