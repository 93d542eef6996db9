package nemesis;

import java.util.List;

/** How the tests start a JVM for a node. */
final class Jvm {

  /** The {@code java} that runs this. */
  static final String JAVA = ProcessHandle.current().info().command().orElseThrow();

  private Jvm() {}

  /** Its command, up to the class path of this program. */
  static List<String> command() {
    return List.of(
        JAVA,
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        System.getProperty("java.class.path"));
  }
}
