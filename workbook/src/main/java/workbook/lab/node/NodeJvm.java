package workbook.lab.node;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private static final List<String> FLAGS =
      Stream.concat(
              Prompt.FLAGS.stream(),
              Stream.of(
                  "-XX:+UseSerialGC",
                  "-Xms8m",
                  "-Xmx256m",
                  "-Xss512k",
                  "-XX:ReservedCodeCacheSize=64m",
                  "-XX:+UnlockDiagnosticVMOptions",
                  "-XX:ArchiveRelocationMode=0",
                  "-Xlog:disable",
                  "-Xlog:all=error:stderr",
                  "--enable-native-access=ALL-UNNAMED",
                  "--sun-misc-unsafe-memory-access=allow"))
          .toList();

  private NodeJvm() {}

  /** The {@code java} that runs this. */
  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** Where the start-up cache of nodes is kept. */
  public static Path cache(Book book) {
    return book.state().resolve("node.aot");
  }

  /** The class path of the finished system's nodes. */
  public static String classPath(Book book) {
    return withLibraries(book.state().resolve("lib/solutions.jar").toString());
  }

  /** What a node needs beside its own classes: Hazelcast, as it is on this program's class path. */
  public static List<Path> libraries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> path.getFileName().toString().startsWith("hazelcast-"))
        .toList();
  }

  private static String withLibraries(String classes) {
    List<String> path = new ArrayList<>(List.of(classes));
    libraries().forEach(library -> path.add(library.toString()));
    return String.join(File.pathSeparator, path);
  }

  /** What comes after {@code java} to start a node of the finished system. */
  public static List<String> arguments(Book book, List<String> nodeArguments) {
    List<String> all = flags(book);
    all.addAll(List.of("-cp", classPath(book), MAIN, REHEARSE));
    all.addAll(nodeArguments);
    return all;
  }

  /**
   * The same for a node that lives for some seconds: it ends before the second compiler pays off,
   * has room for what JShell throws away, and no first connection that a person waits for.
   */
  public static List<String> shortLived(Book book, List<String> nodeArguments) {
    List<String> all = flags(book);
    all.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-Xms64m", "-Xmn24m", "-cp", classPath(book), MAIN));
    all.addAll(nodeArguments);
    return all;
  }

  /**
   * Starts a node as a process of its own.
   *
   * @param arguments what comes after {@code java}
   * @param changed called when it has printed something, and when it has ended
   */
  public static Child start(List<String> arguments, Runnable changed) {
    List<String> command = new ArrayList<>(List.of(java().toString()));
    command.addAll(arguments);
    return start(new ProcessBuilder(command), changed);
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
    List<String> path = new ArrayList<>(List.of(classPath(book)));
    for (String jar : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (Path.of(jar).getFileName().toString().startsWith("nemesis")) path.add(jar);
    }
    List<String> all = new ArrayList<>(List.of(java().toString()));
    all.addAll(flags(book));
    all.addAll(List.of("-cp", String.join(File.pathSeparator, path)));
    return all;
  }

  /** The flags of a JVM for a node of the finished system. */
  public static List<String> flags(Book book) {
    List<String> all = new ArrayList<>(FLAGS);
    if (Files.exists(cache(book))) all.add("-XX:AOTCache=" + cache(book));
    return all;
  }

  /** The same for a node of other classes. */
  public static List<String> argumentsWith(String classPath, List<String> nodeArguments) {
    List<String> all = new ArrayList<>(FLAGS);
    all.addAll(List.of("-cp", withLibraries(classPath), MAIN));
    all.addAll(nodeArguments);
    return all;
  }

  /** The whole command of a container's node, to which its name and options are added. */
  public static List<String> inContainer() {
    List<String> all = new ArrayList<>(List.of("java"));
    all.addAll(FLAGS);
    // The base made on the spot has no locale that would say so.
    for (String stream : List.of("stdin", "stdout", "stderr")) {
      all.add("-D" + stream + ".encoding=UTF-8");
    }
    all.addAll(List.of("-cp", "@/app/jib-classpath-file", MAIN, REHEARSE, "--own-address"));
    return all;
  }

  /** What records the start-up cache: a node of the finished system, to be used for a moment. */
  static List<String> recording(Book book, List<String> nodeArguments) {
    List<String> all = new ArrayList<>(FLAGS);
    all.add("-XX:AOTCacheOutput=" + cache(book));
    all.addAll(List.of("-cp", classPath(book), MAIN, REHEARSE));
    all.addAll(nodeArguments);
    return all;
  }
}
