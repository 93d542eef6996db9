package workbook.lab.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import workbook.lab.book.Folders;
import workbook.lab.book.UserError;

/**
 * What an image stands on where there is no registry: a small JDK, linked from the one that runs
 * this, with the loader and the libraries it needs, and the few files that a system must have. It
 * brings all with it, so it runs on any engine, whatever that machine's own libraries are.
 *
 * @param folder which becomes the root of the container's file system
 */
record Base(Path folder) {

  /**
   * The console needs JShell and the compiler, the page a web server; Hazelcast and students any of
   * Java SE.
   */
  private static final String MODULES =
      "java.se,jdk.jshell,jdk.compiler,jdk.httpserver,jdk.jfr,jdk.management,jdk.net,"
          + "jdk.unsupported,jdk.zipfs";

  private static final Path JDK = Path.of(System.getProperty("java.home"));

  /** Where eclipse-temurin has it too. */
  private static final String HOME = "opt/java/openjdk";

  /** What asks for libraries. Those of java.desktop ask for a screen, and stay without. */
  private static final List<String> LINKED =
      List.of("bin/java", "lib/server/libjvm.so", "lib/libjava.so", "lib/libnet.so");

  /** Whether one can be made here. */
  static boolean isPossible() {
    return System.getProperty("os.name").equals("Linux");
  }

  /** Whether there is one, made of this JDK. */
  boolean isMade() throws IOException {
    return Files.exists(note()) && Files.readString(note()).equals(recipe());
  }

  /** Makes it. */
  void make() throws IOException, InterruptedException {
    Files.deleteIfExists(note());
    Folders.delete(folder);
    Path jdk = folder.resolve(HOME);
    link(JDK, jdk);
    Root root = new Root(folder);
    root.addLibraries(LINKED.stream().map(jdk::resolve).toList(), jdk);
    root.addSystem();
    Files.writeString(note(), recipe());
  }

  private Path note() {
    return folder.resolveSibling(folder.getFileName() + ".txt");
  }

  private static String recipe() {
    return "%s, %s, %s%n".formatted(System.getProperty("java.vm.version"), JDK, MODULES);
  }

  private static void link(Path home, Path to) throws IOException, InterruptedException {
    Path jlink = home.resolve("bin/jlink");
    if (!Files.isExecutable(jlink)) {
      throw UserError.of(
          "Cannot make a base for the image: %s has no bin/jlink. Install a complete JDK, such as%n"
              + "Temurin 25 from https://adoptium.net, or use the registry's base: --base registry",
          home);
    }
    String options =
        "--strip-debug --no-header-files --no-man-pages --compress zip-6 --add-modules " + MODULES;
    Files.createDirectories(to.getParent());
    new Cli(List.of(jlink.toString()), Map.of())
        .get(
            Stream.concat(Stream.of(options.split(" ")), Stream.of("--output", "" + to))
                .toArray(String[]::new));
  }
}
