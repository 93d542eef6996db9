package workbook.lab.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import workbook.harness.ProgramResult;
import workbook.lab.book.Book;
import workbook.lab.node.NodeJvm;

/** Where submitted code runs, so that it can do no harm. */
sealed interface Cage permits Docker, Bubblewrap, Trusted {

  /** How many processes and threads there may be in one, together. */
  int MOST_PROCESSES = 700;

  /** How long the first program in a cage may take: an engine may have to fetch something. */
  Duration PROBE = Duration.ofMinutes(1);

  /** Which rung it is, for the teacher: {@code rung 2: bubblewrap 0.8.0}. */
  String rung();

  /** Makes, of a command that starts {@code java}, the one that starts it in a cage of its own. */
  List<String> command(Ticket ticket, List<String> java);

  /**
   * Opens a file, or a folder with all that is in it, to other users: in some cages one of them
   * reads it.
   */
  static Path open(Path path) throws IOException {
    if (!Files.getFileStore(path).supportsFileAttributeView("posix")) return path;
    List<Path> all;
    try (Stream<Path> walk = Files.walk(path)) {
      all = walk.toList();
    }
    for (Path one : all) {
      Set<PosixFilePermission> open =
          PosixFilePermissions.fromString(Files.isDirectory(one) ? "rwxr-xr-x" : "rw-r--r--");
      if (Files.getPosixFilePermissions(one).containsAll(open)) continue;
      Files.setPosixFilePermissions(one, open);
    }
    return path;
  }

  /** Ends what may be left in a cage. */
  default void end(Ticket ticket) throws InterruptedException {}

  /**
   * One use of a cage.
   *
   * @param number a different one each time
   * @param readable the files and folders that can be read in it
   */
  record Ticket(int number, Set<Path> readable) {

    /**
     * What any test needs, and some places more. The jars in {@code .lab} are opened: where a umask
     * has closed them, no other user could read them in a cage.
     */
    static Ticket of(int number, Book book, Path... more) throws IOException {
      Set<Path> all = new LinkedHashSet<>(List.of(Path.of(System.getProperty("java.home"))));
      all.addAll(book.classPath());
      all.add(book.jar().resolveSibling("workbook.jar"));
      all.addAll(List.of(more));
      all.removeIf(path -> !path.toFile().exists());
      Path jars = book.jar().getParent();
      for (Path path : all) if (path.startsWith(jars)) open(path);
      return new Ticket(number, all);
    }
  }

  /** The cage as {@code TestJvm} wants it. */
  default UnaryOperator<List<String>> around(Ticket ticket) {
    return java -> command(ticket, java);
  }

  /**
   * Why a cage does not hold here; empty when it does. A program in it looks whether it can do what
   * tests need, and cannot do what they do not.
   *
   * @param multicast whether tests need that, too
   */
  default Optional<String> broken(Book book, boolean multicast) throws InterruptedException {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Probe.class.getName()));
    words.addAll(List.of(book.root().toString(), "" + multicast));
    try {
      return broken(Ticket.of(0, book), words);
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  private Optional<String> broken(Ticket ticket, List<String> words)
      throws IOException, InterruptedException {
    try {
      Optional<ProgramResult> result =
          ProgramResult.of(new ProcessBuilder(command(ticket, NodeJvm.java(words))), PROBE);
      if (result.isEmpty()) return Optional.of("a program in it does not end");
      String said = (result.get().out() + result.get().err()).strip();
      if (said.equals(Probe.HOLDS)) return Optional.empty();
      return Optional.of(said.isEmpty() ? "a program in it says nothing" : lastLine(said));
    } finally {
      end(ticket);
    }
  }

  private static String lastLine(String text) {
    return text.lines().reduce((first, second) -> second).orElse(text);
  }
}
