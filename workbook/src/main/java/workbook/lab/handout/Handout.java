package workbook.lab.handout;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import workbook.lab.book.Book;
import workbook.lab.book.Stage;
import workbook.lab.book.UserError;

/**
 * What students get of a workbook.
 *
 * @param book the workbook
 * @param stages the ones that are handed out, one after the other
 */
public record Handout(Book book, List<Stage> stages) {

  /** The stages from one to another. */
  public static Handout of(Book book, int first, int last) {
    book.stage(first);
    book.stage(last);
    List<Stage> stages =
        book.stages().stream()
            .filter(stage -> stage.number() >= first && stage.number() <= last)
            .toList();
    if (stages.isEmpty()) throw UserError.of("There is nothing from stage %d to %d.", first, last);
    return new Handout(book, stages);
  }

  /**
   * Makes it.
   *
   * @param help what {@code ./lab help} shows in it
   * @return how many files it has
   */
  public int write(Form form, Path to, String help) throws IOException, InterruptedException {
    form.check(to);
    Collection<HandoutFile> files = Contents.of(book, stages, help);
    try {
      form.write(files, to);
    } catch (FileSystemException e) {
      throw UserError.of("Cannot write the handout to %s: %s", to, UserError.reason(e));
    }
    return files.size();
  }
}
