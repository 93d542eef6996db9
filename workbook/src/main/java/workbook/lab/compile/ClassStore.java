package workbook.lab.compile;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import workbook.lab.book.Book;
import workbook.lab.book.Fingerprint;
import workbook.lab.book.Folders;

/**
 * Compiled classes, each set in a folder that is named after what it was made from. A folder never
 * changes once it is there: any number of commands and running nodes may use it at once, and what
 * was compiled before is not compiled again.
 */
final class ClassStore {

  /**
   * More than this many are kept only while they are young: a running node still loads from them.
   */
  private static final int MOST = 40;

  private static final Duration YOUNG = Duration.ofDays(2);

  private final Book book;
  private final Path folder;

  ClassStore(Book book) {
    this.book = book;
    this.folder = book.state().resolve("classes");
  }

  /** What names the classes of some sources, which are compiled against the finished system. */
  String fingerprint(Collection<Source> sources) throws IOException {
    Fingerprint fingerprint = new Fingerprint();
    fingerprint.add(System.getProperty("java.version"));
    fingerprint.add(Files.getLastModifiedTime(book.jar()).toString() + Files.size(book.jar()));
    for (Source source : sources) fingerprint.add(source.name()).add(source.text());
    return fingerprint.hex();
  }

  /** The folder of a fingerprint, if it was made before. */
  Optional<Path> find(String fingerprint) throws IOException {
    Path made = folder.resolve(fingerprint);
    if (!Files.isDirectory(made)) return Optional.empty();
    Files.setLastModifiedTime(made, FileTime.from(Instant.now()));
    return Optional.of(made);
  }

  /** Fills a folder with classes, and gives the name to keep it under. */
  interface Maker {
    String fill(Path empty) throws IOException;
  }

  /** Makes a folder, and keeps it; the same may have been made elsewhere meanwhile. */
  Path make(Maker maker) throws IOException {
    Path draft = Files.createTempDirectory(Files.createDirectories(folder), "draft");
    try {
      Path made = folder.resolve(maker.fill(draft));
      try {
        Files.move(draft, made, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileSystemException e) {
        if (!Files.isDirectory(made)) throw e;
      }
      prune();
      return made;
    } finally {
      Folders.delete(draft);
    }
  }

  private void prune() throws IOException {
    Instant young = Instant.now().minus(YOUNG);
    List<Path> old;
    try (Stream<Path> all = Files.list(folder)) {
      old =
          all.sorted(Comparator.comparing(ClassStore::lastUsed).reversed())
              .skip(MOST)
              .filter(one -> lastUsed(one).isBefore(young))
              .toList();
    }
    for (Path one : old) Folders.delete(one);
  }

  private static Instant lastUsed(Path folder) {
    return Instant.ofEpochMilli(folder.toFile().lastModified());
  }
}
