package workbook.lab.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Sources that are compiled into one folder. Only those that have changed since the last time are,
 * unless what others see of them has changed too: then all are.
 */
public final class Layer {

  /** What an update came to. */
  public enum Change {
    /** All was compiled already. */
    NONE,
    /** Classes changed inside. */
    BODIES,
    /** Classes may have changed as others see them. */
    API
  }

  private final List<Path> sources;
  private final List<Path> classPath;
  private final Path out;
  private final Path stamp;

  Layer(List<Path> sources, List<Path> classPath, Path out) {
    this.sources = sources;
    this.classPath = classPath;
    this.out = out;
    this.stamp = out.resolveSibling(out.getFileName() + ".stamp");
  }

  /** Sources, what they are compiled with, and where to. */
  public static Layer of(List<Path> sources, List<Path> classPath, Path out) {
    return new Layer(sources, classPath, out);
  }

  /** Brings the folder up to date. */
  public void update() throws CompileFailed, IOException {
    update(Change.NONE);
  }

  /** Brings the folder up to date; {@code below} is what became of what this one builds on. */
  Change update(Change below) throws CompileFailed, IOException {
    Map<String, String> now = new TreeMap<>();
    for (Path source : sources) {
      now.put(
          source.toString(),
          Files.getLastModifiedTime(source).toMillis() + " " + Files.size(source));
    }
    classPath.stream().filter(Files::isRegularFile).forEach(jar -> now.put("jar " + jar, age(jar)));
    Map<String, String> before = below == Change.API ? Map.of() : read();
    if (now.equals(before)) return Change.NONE;
    Files.deleteIfExists(stamp);
    List<Path> changed =
        sources.stream()
            .filter(source -> !now.get(source.toString()).equals(before.get(source.toString())))
            .toList();
    boolean alone = now.keySet().equals(before.keySet()) && changed.size() < sources.size();
    Change change = alone && compileAlone(changed) ? Change.BODIES : compileAll();
    Files.write(stamp, now.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).toList());
    return change;
  }

  private static String age(Path jar) {
    return Long.toString(jar.toFile().lastModified()) + " " + jar.toFile().length();
  }

  private Map<String, String> read() throws IOException {
    Map<String, String> before = new TreeMap<>();
    if (!Files.exists(stamp)) return before;
    for (String line : Files.readAllLines(stamp)) {
      String[] parts = line.split(" ", 3);
      before.put(parts[2], parts[0] + " " + parts[1]);
    }
    return before;
  }

  private Change compileAll() throws CompileFailed, IOException {
    Folders.delete(out);
    Javac.compile(sources, classPath, out);
    return Change.API;
  }

  private boolean compileAlone(List<Path> changed) throws CompileFailed, IOException {
    if (changed.isEmpty()) return false;
    Path draft = out.resolveSibling(out.getFileName() + ".draft");
    Folders.delete(draft);
    List<Path> path = new java.util.ArrayList<>(List.of(out));
    path.addAll(classPath);
    Javac.compile(changed, path, draft);
    SortedSet<String> topLevel = new TreeSet<>();
    List<Path> made = Api.classFiles(draft);
    made.forEach(file -> topLevel.add(outermost(file)));
    List<Path> old =
        Api.classFiles(out).stream().filter(file -> topLevel.contains(outermost(file))).toList();
    boolean same = api(out, old).equals(api(draft, made));
    if (same) {
      for (Path file : old) Files.delete(out.resolve(file));
      for (Path file : made) {
        Files.createDirectories(out.resolve(file).getParent());
        Files.move(draft.resolve(file), out.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Folders.delete(draft);
    return same;
  }

  private static SortedSet<String> api(Path folder, List<Path> files) {
    SortedSet<String> all = new TreeSet<>();
    files.forEach(file -> all.addAll(Api.of(folder.resolve(file))));
    return all;
  }

  private static String outermost(Path file) {
    return file.toString().replaceFirst("(\\$.*)?\\.class$", "");
  }
}
