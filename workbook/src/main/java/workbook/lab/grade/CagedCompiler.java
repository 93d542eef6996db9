package workbook.lab.grade;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.harness.ProgramResult;
import workbook.lab.book.Book;
import workbook.lab.book.Folders;
import workbook.lab.compile.CompileError;
import workbook.lab.compile.Compiler;
import workbook.lab.compile.Source;
import workbook.lab.node.NodeJvm;

/**
 * The compiler in a cage, with a limit to its time and memory: of some files it can be made to need
 * hours, or all memory there is. Where it does not come to its end, each file is compiled alone, to
 * find the one, and that one is in error.
 */
final class CagedCompiler implements Compiler {

  /** The whole of a stage takes 3 s here, the start of the JVM included. */
  static final Duration LIMIT = Duration.ofSeconds(60);

  /** After so many files that the compiler was ended for, the rest is not looked at. */
  private static final int MOST_ENDED = 2;

  private static final List<String> FLAGS =
      List.of(
          "-Xmx512m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-UsePerfData",
          "-Xlog:disable");

  private final Book book;
  private final Cage cage;
  private final AtomicInteger numbers;
  private final Duration limit;

  CagedCompiler(Book book, Cage cage, AtomicInteger numbers, Duration limit) {
    this.book = book;
    this.cage = cage;
    this.numbers = numbers;
    this.limit = limit;
  }

  @Override
  public List<CompileError> compile(Collection<Source> sources, List<Path> classPath, Path out)
      throws IOException {
    if (sources.isEmpty()) return List.of();
    Outcome all = run(sources, classPath, out);
    return all.gaveUp().isEmpty() ? all.errors() : oneByOne(sources, classPath, all.gaveUp());
  }

  /** The errors of those files that alone are too much; of all, when they are only together. */
  private List<CompileError> oneByOne(Collection<Source> sources, List<Path> classPath, String why)
      throws IOException {
    List<CompileError> found = new ArrayList<>();
    List<Source> left = new ArrayList<>(sources);
    while (!left.isEmpty() && found.size() < MOST_ENDED) {
      Source one = left.removeFirst();
      String alone = sources.size() == 1 ? why : gaveUp(one, classPath);
      if (!alone.isEmpty()) found.add(error(one, alone));
    }
    if (found.isEmpty()) return sources.stream().map(source -> error(source, why)).toList();
    if (found.size() == MOST_ENDED) {
      String skipped = "this file was not compiled, since %s and %s took too long";
      String names = skipped.formatted(found.get(0).toString(), found.get(1).toString());
      for (Source one : left) found.add(new CompileError(one.file(), 0, 0, names));
    }
    return found;
  }

  private static CompileError error(Source source, String why) {
    return new CompileError(source.file(), 0, 0, why);
  }

  private String gaveUp(Source source, List<Path> classPath) throws IOException {
    Path nowhere = Files.createTempDirectory("classes");
    try {
      return run(List.of(source), classPath, nowhere).gaveUp();
    } finally {
      Folders.delete(nowhere);
    }
  }

  /**
   * What came of a compilation.
   *
   * @param gaveUp why it did not come to its end; empty when it did
   */
  private record Outcome(List<CompileError> errors, String gaveUp) {}

  private Outcome run(Collection<Source> sources, List<Path> classPath, Path out)
      throws IOException {
    Path folder = Cage.open(Files.createTempDirectory("sources"));
    Cage.Ticket ticket = Cage.Ticket.of(numbers.incrementAndGet(), book, folder);
    try {
      for (Source source : sources) write(source, folder);
      List<String> words = new ArrayList<>(FLAGS);
      words.addAll(List.of("-cp", System.getProperty("java.class.path")));
      words.addAll(List.of(CompileMain.class.getName(), folder.toString()));
      classPath.forEach(path -> words.add(path.toString()));
      ProcessBuilder command = new ProcessBuilder(cage.command(ticket, NodeJvm.java(words)));
      Optional<ProgramResult> result = ProgramResult.of(command, limit);
      if (result.isEmpty()) return new Outcome(List.of(), tooLong());
      return outcome(result.get(), sources, out);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } finally {
      end(ticket);
      Folders.delete(folder);
    }
  }

  private void end(Cage.Ticket ticket) {
    try {
      cage.end(ticket);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String tooLong() {
    return "the compiler did not come to its end with this file within %d s, and was ended"
        .formatted(limit.toSeconds());
  }

  private static void write(Source source, Path folder) throws IOException {
    Path file = folder.resolve(source.name());
    for (Path at = folder; !at.equals(file.getParent()); ) {
      at = at.resolve(file.getName(at.getNameCount()));
      if (!Files.isDirectory(at)) Cage.open(Files.createDirectory(at));
    }
    Files.writeString(file, source.text());
    Cage.open(file);
  }

  private Outcome outcome(ProgramResult result, Collection<Source> sources, Path out)
      throws IOException {
    List<String> lines = result.out().lines().toList();
    if (!result.good() || lines.isEmpty() || !lines.getLast().equals(CompileMain.Kind.END.name())) {
      return new Outcome(List.of(), "the compiler gave up: it needs too much memory, or too deep");
    }
    List<CompileError> errors = new ArrayList<>();
    for (String line : lines) {
      String[] words = line.split(" ");
      switch (CompileMain.Kind.valueOf(words[0])) {
        case ERROR -> errors.add(error(words, sources));
        case CLASS -> {
          Path file = out.resolve(CompileMain.decode(words[1]));
          Files.createDirectories(file.getParent());
          Files.write(file, Base64.getDecoder().decode(words[2]));
        }
        case TOO_LARGE -> {
          String most = "its class files are larger than %d KB";
          return new Outcome(List.of(), most.formatted(CompileMain.MOST_CLASSES / 1000));
        }
        case END -> {}
      }
    }
    return new Outcome(errors, "");
  }

  private static CompileError error(String[] words, Collection<Source> sources) {
    String name = CompileMain.decode(words[1]);
    Path file =
        sources.stream()
            .filter(source -> source.name().equals(name))
            .map(Source::file)
            .findFirst()
            .orElse(Path.of(name));
    return new CompileError(
        file, Long.parseLong(words[2]), Long.parseLong(words[3]), CompileMain.decode(words[4]));
  }
}
