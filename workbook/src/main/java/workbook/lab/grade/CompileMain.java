package workbook.lab.grade;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import workbook.lab.book.Folders;
import workbook.lab.book.Stage;
import workbook.lab.compile.CompileError;
import workbook.lab.compile.Javac;
import workbook.lab.compile.Source;

/**
 * The program that compiles a submission in a cage, and prints what comes of it: a line for each
 * error and each class file. It runs nothing of what it compiles.
 */
public final class CompileMain {

  /** In bytes, all together; those of the solution's largest stage take 100 KB. */
  static final int MOST_CLASSES = 600_000;

  /** What a line tells; {@code END} comes last, and only after all else has been told. */
  enum Kind {
    ERROR,
    CLASS,
    TOO_LARGE,
    END
  }

  private CompileMain() {}

  /** The arguments: the folder with the sources, then the class path. */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT); // Not every language writes a port in ASCII digits.
    PrintStream out = System.out;
    System.setOut(System.err);
    Path sources = Path.of(args[0]);
    List<Path> classPath = Arrays.stream(args).skip(1).map(Path::of).toList();
    Path classes = Files.createTempDirectory("classes");
    try {
      compile(sources, classPath, classes).forEach(out::println);
    } finally {
      Folders.delete(classes);
    }
    out.println(Kind.END);
    out.flush();
  }

  private static List<String> compile(Path folder, List<Path> classPath, Path classes)
      throws IOException {
    List<Source> sources = new ArrayList<>();
    for (Path file : Stage.javaFiles(folder)) sources.add(Source.read(folder, file));
    List<CompileError> errors = Javac.compile(sources, classPath, classes);
    if (!errors.isEmpty()) return errors.stream().map(error -> line(folder, error)).toList();
    List<String> lines = new ArrayList<>();
    int bytes = 0;
    for (Path file : Folders.files(classes, leftOut -> false)) {
      bytes += (int) Math.min(MOST_CLASSES, Files.size(file));
      if (bytes >= MOST_CLASSES) return List.of(Kind.TOO_LARGE.name());
      String code = Base64.getEncoder().encodeToString(Files.readAllBytes(file));
      lines.add("%s %s %s".formatted(Kind.CLASS, encode(name(classes, file)), code));
    }
    return lines;
  }

  private static String line(Path folder, CompileError error) {
    return "%s %s %d %d %s"
        .formatted(
            Kind.ERROR,
            encode(name(folder, error.file())),
            error.line(),
            error.column(),
            encode(error.message()));
  }

  private static String name(Path folder, Path file) {
    if (!file.isAbsolute()) return file.toString();
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private static String encode(String text) {
    return "." + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String decode(String word) {
    return new String(Base64.getDecoder().decode(word.substring(1)), StandardCharsets.UTF_8);
  }
}
