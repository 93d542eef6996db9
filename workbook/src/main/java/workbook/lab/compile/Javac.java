package workbook.lab.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
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

  private Javac() {}

  /**
   * Compiles sources into a folder.
   *
   * @param classPath folders and jars, in their order
   * @throws CompileFailed when there are errors; the folder may then hold a part
   */
  public static void compile(Collection<Path> sources, List<Path> classPath, Path out)
      throws CompileFailed, IOException {
    if (sources.isEmpty()) return;
    Files.createDirectories(out);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(found, Locale.ENGLISH, StandardCharsets.UTF_8)) {
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(out));
      files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of());
      boolean compiled =
          compiler
              .getTask(
                  null, files, found, OPTIONS, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      if (compiled) return;
    }
    throw new CompileFailed(
        found.getDiagnostics().stream()
            .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
            .map(CompileError::of)
            .toList());
  }
}
