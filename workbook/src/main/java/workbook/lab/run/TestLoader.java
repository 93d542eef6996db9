package workbook.lab.run;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.lab.book.Book;
import workbook.lab.node.NodeJvm;

/**
 * Loads the classes under test in place of the finished system's. The harness is loaded once more
 * by it, so that it meets those classes; JUnit and the like are shared.
 */
final class TestLoader extends URLClassLoader {

  static {
    registerAsParallelCapable();
  }

  private final List<Path> places;

  private TestLoader(List<Path> places) {
    super(
        "tests",
        places.stream().map(TestLoader::url).toArray(URL[]::new),
        TestLoader.class.getClassLoader());
    this.places = places;
  }

  /** A loader of tests and harness, which nothing lies over; of what does, and of the system. */
  static TestLoader of(Book book, Path overlay, Path tests) {
    return new TestLoader(
        List.of(tests, book.jar().resolveSibling("workbook.jar"), overlay, book.jar()));
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(path.toString(), e);
    }
  }

  /** The class path for a node in a process of its own. */
  String nodeClassPath() {
    List<Path> all = new ArrayList<>(places);
    all.addAll(NodeJvm.libraries());
    return all.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
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

  /** One's own only: a file of ours that both have would be two, under two spellings of its URL. */
  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    Enumeration<URL> own = findResources(name);
    return own.hasMoreElements() ? own : super.getResources(name);
  }
}
