package workbook.lab.compile;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import workbook.lab.book.Book;

/**
 * Loads the classes of a stage in place of the finished system's. The harness is loaded once more
 * by it, so that it meets the stage's classes; JUnit and the like are shared.
 */
public final class StageLoader extends URLClassLoader {

  static {
    registerAsParallelCapable();
  }

  private final List<Path> places;

  private StageLoader(List<Path> places) {
    super(
        "stage",
        places.stream().map(StageLoader::url).toArray(URL[]::new),
        StageLoader.class.getClassLoader());
    this.places = places;
  }

  /** A loader of these folders, in their order. */
  public static StageLoader of(List<Path> folders, Book book) {
    List<Path> places = new ArrayList<>(folders);
    places.add(book.state().resolve("lib/workbook.jar"));
    return new StageLoader(places);
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(path.toString(), e);
    }
  }

  /** The class path for a node in a process of its own. */
  public String classPath() {
    return String.join(File.pathSeparator, places.stream().map(Path::toString).toList());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!isOurs(name)) return super.loadClass(name, resolve);
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  private static boolean isOurs(String name) {
    return Stream.of("multinode.", "workbook.harness.", "workbook.Todo").anyMatch(name::startsWith);
  }

  @Override
  public URL getResource(String name) {
    URL own = findResource(name);
    return own == null ? super.getResource(name) : own;
  }
}
