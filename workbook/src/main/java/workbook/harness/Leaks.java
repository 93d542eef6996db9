package workbook.harness;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;

/**
 * What is open of sockets and threads in this JVM.
 *
 * @param sockets open sockets; 0 where the operating system does not tell (it does on Linux)
 * @param threads live virtual threads, and those platform threads that read for a connection
 */
public record Leaks(int sockets, int threads) {

  /** Whether there is more open than there was. */
  public boolean exceeds(Leaks before) {
    return sockets > before.sockets || threads > before.threads;
  }

  static Leaks now() {
    return new Leaks(openSockets(), Dump.take().nodeThreads().size());
  }

  private static int openSockets() {
    File[] open = new File("/proc/self/fd").listFiles();
    return open == null ? 0 : (int) Arrays.stream(open).filter(Leaks::isSocket).count();
  }

  private static boolean isSocket(File descriptor) {
    try {
      return Files.readSymbolicLink(descriptor.toPath()).toString().startsWith("socket:");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }
}
