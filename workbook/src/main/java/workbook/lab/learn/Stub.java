package workbook.lab.learn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.UserError;

/** An exercise's files as they were handed out, and the student's own while there are others. */
public final class Stub {

  private final Book book;
  private final Map<Path, String> changed = new LinkedHashMap<>();

  private Stub(Book book) {
    this.book = book;
  }

  /** Finds what was handed out. */
  public static Stub of(Book book, Exercise exercise) {
    Stub stub = new Stub(book);
    for (Path file : exercise.paths()) {
      String text = handedOut(book, exercise, file);
      if (!isText(file, text)) stub.changed.put(file, text);
    }
    return stub;
  }

  /** Byte by byte, whatever encoding the student's editor chose; a checkout may have CRLF. */
  private static boolean isText(Path file, String text) {
    try {
      return Files.isRegularFile(file)
          && lines(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
              .equals(lines(text));
    } catch (IOException e) {
      throw UserError.of("Cannot read %s: %s", file, UserError.reason(e));
    }
  }

  private static String lines(String text) {
    return text.replace("\r\n", "\n");
  }

  private static String handedOut(Book book, Exercise exercise, Path file) {
    return new HandedOutFiles(book)
        .find(file, List.of(exercise.id()))
        .orElseThrow(() ->
            UserError.of(
                "Neither git nor .lab/stubs has %s as it was handed out. Copy the file from a fresh"
                    + " download of the workbook, or work in a clone of it.",
                book.show(file)));
  }

  /** The files that are not as they were handed out. */
  public List<Path> changed() {
    return List.copyOf(changed.keySet());
  }

  /** Whether there is anything of the student's to keep: a file may just be missing. */
  public boolean hasOwn() {
    return changed.keySet().stream().anyMatch(Stub::isThere);
  }

  /** Moves the student's files to a folder, and puts those that were handed out in their place. */
  public void putBack(Path backup) throws IOException {
    for (var one : changed.entrySet()) {
      Path file = one.getKey();
      if (isThere(file)) {
        Path kept = backup.resolve(book.show(file));
        Files.createDirectories(kept.getParent());
        Files.move(file, kept);
      }
      Files.createDirectories(file.getParent());
      Files.writeString(file, one.getValue());
    }
  }

  /** A folder of that name, or a link that leads nowhere, is in the way too. */
  private static boolean isThere(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }
}
