package multinode.bench;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How to measure.
 *
 * @param quick once and briefly, to see that it works
 * @param jvm the flags of the JVMs that are measured
 * @param jar what goes before this program's own class path in theirs, for the start-up cache's
 *     sake
 */
record Settings(boolean quick, List<String> jvm, Optional<String> jar) {

  /** In how many new JVMs a row is measured. */
  int launches() {
    return quick ? 1 : 3;
  }

  /** The command that runs a class in a new JVM. */
  List<String> command(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    // Real nodes have it, where there are only two cores: see NodeMain.
    command.add("-Djava.util.concurrent.ForkJoinPool.common.parallelism=2");
    command.addAll(List.of("-cp", classPath(), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private String classPath() {
    String own = System.getProperty("java.class.path");
    return jar.map(first -> first + File.pathSeparator + own).orElse(own);
  }

  /** A port that nobody uses, for a port mapper of one's own. */
  static String freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0)) {
      return Integer.toString(probe.getLocalPort());
    }
  }
}
