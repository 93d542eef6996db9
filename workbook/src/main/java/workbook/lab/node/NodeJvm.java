package workbook.lab.node;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import multinode.console.Prompt;
import workbook.harness.Child;
import workbook.lab.book.Book;
import workbook.lab.book.UserError;

/** The JVM of one node: the only place that knows how it is started. */
public final class NodeJvm {

  private static final String MAIN = "multinode.console.NodeMain";

  /** What is not finished yet is not rehearsed. */
  private static final String REHEARSE = "--rehearse";

  /**
   * A node is small, and there are many on one machine: little heap, one collector thread; and the
   * start-up cache stands where it was made for, so that its pages need not be changed and copied.
   */
  private static final List<String> FLAGS = flags("-Xmx256m");

  /** The same where memory may be limited: half of what there is, and of 512 MiB at most. */
  private static final List<String> LIMITED_FLAGS =
      flags("-XX:MaxRAM=512m", "-XX:MaxRAMPercentage=50");

  private NodeJvm() {}

  private static List<String> flags(String... heap) {
    return Stream.concat(
            Stream.concat(Prompt.FLAGS.stream(), Stream.of(heap)),
            Stream.of(
                "-XX:+UseSerialGC",
                "-Xms8m",
                "-Xss512k",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:ArchiveRelocationMode=0",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"))
        .toList();
  }

  /** The command that starts the {@code java} that runs this, with these arguments. */
  public static List<String> java(List<String> arguments) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return words(List.of(java), arguments);
  }

  /** Where the start-up cache of nodes is kept. */
  public static Path cache(Book book) {
    return book.state().resolve("node.aot");
  }

  /** The class path of the finished system's nodes. */
  public static String classPath(Book book) {
    return withLibraries(book.jar().toString());
  }

  /** What a node needs beside its own classes: Hazelcast, as it is on this program's class path. */
  public static List<Path> libraries() {
    return onOwnPath("hazelcast-").toList();
  }

  private static Stream<Path> onOwnPath(String name) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> path.getFileName().toString().startsWith(name));
  }

  private static String withLibraries(String classes) {
    return pathOf(Stream.concat(Stream.of(Path.of(classes)), libraries().stream()));
  }

  private static String pathOf(Stream<Path> parts) {
    return parts.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  @SafeVarargs
  private static List<String> words(List<String>... parts) {
    List<String> all = new ArrayList<>();
    for (List<String> part : parts) all.addAll(part);
    return all;
  }

  /** What comes after {@code java} to start a node of the finished system. */
  public static List<String> arguments(Book book, List<String> nodeArguments) {
    return words(flags(book), List.of("-cp", classPath(book), MAIN, REHEARSE), nodeArguments);
  }

  /**
   * The same for a node that lives for some seconds: it ends before the second compiler pays off,
   * has room for what JShell throws away, and no first connection that a person waits for.
   */
  public static List<String> shortLived(Book book, List<String> nodeArguments) {
    return words(
        flags(book),
        List.of("-XX:TieredStopAtLevel=1", "-Xms64m", "-Xmn24m", "-cp", classPath(book), MAIN),
        nodeArguments);
  }

  /**
   * Starts a node as a process of its own.
   *
   * @param arguments what comes after {@code java}
   * @param changed called when it has printed something, and when it has ended
   */
  public static Child start(List<String> arguments, Runnable changed) {
    return start(new ProcessBuilder(java(arguments)), changed);
  }

  /** Starts one by a command, such as one that starts a container. */
  public static Child start(ProcessBuilder command, Runnable changed) {
    try {
      return Child.start(command.redirectErrorStream(true), child -> changed.run());
    } catch (IOException e) {
      throw UserError.of("Cannot start a node as a process of its own: %s", e.getMessage());
    }
  }

  /** What comes before the main class of the nemesis's program around a node. */
  public static List<String> around(Book book) {
    Stream<Path> nemesis = onOwnPath("nemesis");
    String path = classPath(book) + File.pathSeparator + pathOf(nemesis);
    return java(words(flags(book), List.of("-cp", path)));
  }

  /** The flags of a JVM for a node of the finished system. */
  public static List<String> flags(Book book) {
    boolean cached = Files.exists(cache(book));
    return words(FLAGS, cached ? List.of("-XX:AOTCache=" + cache(book)) : List.of());
  }

  /** The same for a node of other classes, some of which may not be written yet. */
  public static List<String> argumentsWith(String classPath, List<String> nodeArguments) {
    String main = OwnNodeMain.class.getName();
    return words(FLAGS, List.of("-cp", withLibraries(classPath), main), nodeArguments);
  }

  /** The whole command of a container's node, to which its name and options are added. */
  public static List<String> inContainer() {
    // The base made on the spot has no locale that would say so.
    List<String> utf8 =
        Stream.of("stdin", "stdout", "stderr").map(s -> "-D" + s + ".encoding=UTF-8").toList();
    List<String> main = List.of("-cp", "@/app/jib-classpath-file", MAIN, REHEARSE, "--own-address");
    return words(List.of("java"), LIMITED_FLAGS, utf8, main);
  }

  /** What records the start-up cache: a node of the finished system, to be used for a moment. */
  static List<String> recording(Book book, List<String> nodeArguments) {
    return words(
        FLAGS,
        List.of("-XX:AOTCacheOutput=" + cache(book), "-cp", classPath(book), MAIN, REHEARSE),
        nodeArguments);
  }
}
