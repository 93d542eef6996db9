package workbook.lab.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** The compiler of the JDK that runs this. */
public final class Javac {

  private static final List<String> OPTIONS =
      List.of("-g", "-parameters", "-proc:none", "-implicit:none", "-Xlint:none", "-nowarn");

  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  /** One for each class path: opening its jars takes longer than compiling a file. */
  private static final Map<List<Path>, StandardJavaFileManager> FILES = new HashMap<>();

  private Javac() {}

  /**
   * Compiles sources into a folder. One compilation at a time; others wait.
   *
   * @param classPath folders and jars, in their order
   * @return the errors, the one to look at first first; with any, the folder may hold a part
   */
  public static synchronized List<CompileError> compile(
      Collection<Source> sources, List<Path> classPath, Path out) throws IOException {
    if (sources.isEmpty()) return List.of();
    StandardJavaFileManager files = files(classPath);
    files.setLocationFromPaths(
        StandardLocation.CLASS_OUTPUT, List.of(Files.createDirectories(out)));
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<JavaFileObject> units = sources.stream().map(Source::toCompile).toList();
    if (COMPILER.getTask(null, files, found, OPTIONS, null, units).call()) return List.of();
    List<CompileError> errors =
        found.getDiagnostics().stream()
            .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
            .map(CompileError::of)
            .toList();
    if (errors.isEmpty()) throw new IOException("the compiler failed without an error");
    return errors;
  }

  private static StandardJavaFileManager files(List<Path> classPath) throws IOException {
    StandardJavaFileManager files = FILES.get(classPath);
    if (files == null) {
      files = COMPILER.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8);
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
      files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of());
      FILES.put(List.copyOf(classPath), files);
    }
    return files;
  }
}
