package workbook.lab.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder that becomes the root of a container's file system, made of what this machine has.
 *
 * @param folder where it is
 */
record Root(Path folder) {

  /** Loaded by the C library when it looks up names, so nothing says that they are needed. */
  private static final List<String> NAME_SERVICE =
      List.of("libnss_dns.so.2", "libnss_files.so.2", "libresolv.so.2");

  private static final Map<String, String> FILES =
      Map.of(
          "etc/passwd", "root:x:0:0:root:/:\nnode:x:1000:1000::/home/node:\n",
          "etc/group", "root:x:0:\nnode:x:1000:\n",
          "etc/nsswitch.conf", "hosts: files dns\n");

  private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x[0-9a-f]+\\)");

  /** The few files and folders that a system must have. */
  void addSystem() throws IOException {
    for (String empty : List.of("etc", "tmp", "home/node")) {
      Files.createDirectories(folder.resolve(empty));
    }
    for (var file : FILES.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /** A file, where this machine has it. */
  void add(Path file) throws IOException {
    Path copy = folder.resolve(file.toString().substring(1));
    Files.createDirectories(copy.getParent());
    Files.copy(file.toRealPath(), copy);
  }

  /**
   * The libraries that programs need, each where the loader looks for it.
   *
   * @param own where the programs' own libraries are, which are there already
   */
  void addLibraries(List<Path> programs, Path own) throws IOException, InterruptedException {
    for (Path library : libraries(programs, own)) add(library);
  }

  private static List<Path> libraries(List<Path> programs, Path own)
      throws IOException, InterruptedException {
    String[] linked = programs.stream().map(Path::toString).toArray(String[]::new);
    // It fails for a program that needs none, and says so.
    List<Path> needed = needed(new Cli(List.of("ldd"), Map.of()).run(linked).out(), own);
    Stream<Path> names =
        needed.stream()
            .filter(library -> library.endsWith("libc.so.6"))
            .flatMap(libc -> NAME_SERVICE.stream().map(libc::resolveSibling))
            .filter(Files::exists);
    return Stream.concat(needed.stream(), names).toList();
  }

  /** The libraries that {@code ldd} names, less those of the programs themselves. */
  static List<Path> needed(String ldd, Path own) {
    return LIBRARY
        .matcher(ldd)
        .results()
        .map(found -> Path.of(found.group(1)))
        .filter(library -> !library.startsWith(own))
        .distinct()
        .sorted()
        .toList();
  }
}
