package multinode.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux says about the memory of a process. */
final class Memory {

  private Memory() {}

  /** Whether this system tells. */
  static boolean isKnown() {
    return Files.exists(Path.of("/proc/self/smaps_rollup"));
  }

  /** The bytes of a process that are in memory, those that it shares with others included. */
  static long resident(long pid) {
    return bytes(pid, "Rss:");
  }

  /** The same, with what is shared divided by the number of those who share it. */
  static long proportional(long pid) {
    return bytes(pid, "Pss:");
  }

  private static long bytes(long pid, String kind) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
        if (line.startsWith(kind)) return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
      }
    } catch (IOException e) {
      // As on a system that does not tell.
    }
    return 0;
  }
}
