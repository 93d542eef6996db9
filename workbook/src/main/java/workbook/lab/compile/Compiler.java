package workbook.lab.compile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** What makes class files of sources: {@link Javac} in this process, or somewhere else. */
@FunctionalInterface
public interface Compiler {

  /**
   * Compiles sources into a folder.
   *
   * @param classPath folders and jars, in their order
   * @return the errors, the one to look at first first; with any, the folder may hold a part
   */
  List<CompileError> compile(Collection<Source> sources, List<Path> classPath, Path out)
      throws IOException;
}
