package workbook.lab.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.lab.container.Engine;

/** What is on this machine: JDK, Maven, git, memory, disk, Docker, browser. */
record Machine(Path root) {

  private static final Pattern MAVEN = Pattern.compile("Apache Maven (\\d+)\\.(\\d+)\\.(\\d+)");
  private static final double GIGABYTE = 1 << 30;
  private static final double MEMORY = 3.5;
  private static final double DISK = 1;

  Finding jdk() {
    return Finding.ok(
        "JDK",
        "%s, %s, in %s"
            .formatted(
                Runtime.version().toString(),
                System.getProperty("java.vendor"),
                System.getProperty("java.home")));
  }

  Finding maven() throws InterruptedException {
    Optional<String> said = Shell.run(Shell.isWindows() ? "mvn.cmd" : "mvn", "-v");
    Matcher version = MAVEN.matcher(said.orElse(""));
    if (!version.find()) return Finding.ok("Maven", "none installed; ./mvnw brings its own");
    int[] n = new int[3];
    for (int i = 0; i < 3; i++) n[i] = Integer.parseInt(version.group(i + 1));
    boolean good = n[0] > 3 || n[0] == 3 && (n[1] > 8 || n[1] == 8 && n[2] >= 7);
    String found = "%d.%d.%d".formatted(n[0], n[1], n[2]);
    return Finding.ok(
        "Maven", good ? found : found + " is too old (3.8.7 is needed); use ./mvnw, not mvn");
  }

  Finding git() throws InterruptedException {
    return Shell.run("git", "--version")
        .map(said -> Finding.ok("git", said.strip().replace("git version ", "")))
        .orElseGet(() ->
            Finding.later("git", "none found", "for versions of your own: git-scm.com/downloads"));
  }

  Finding memory() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double gigabytes = system.getTotalMemorySize() / GIGABYTE;
    String found =
        "%.1f GiB, %d cores".formatted(gigabytes, Runtime.getRuntime().availableProcessors());
    return gigabytes >= MEMORY
        ? Finding.ok("memory", found)
        : Finding.later("memory", found, "labs with many nodes want 4 GiB; close other programs");
  }

  Finding disk() throws IOException {
    if (!Files.isWritable(root)) {
      return Finding.missing(
          "disk", root + " cannot be written to", "copy the workbook to a folder of your own");
    }
    double gigabytes = Files.getFileStore(root).getUsableSpace() / GIGABYTE;
    String found = "%.1f GiB free".formatted(gigabytes);
    return gigabytes >= DISK
        ? Finding.ok("disk", found)
        : Finding.missing("disk", found, "Maven and the builds need 1 GiB");
  }

  Finding docker() throws InterruptedException {
    return switch (Engine.find()) {
      case Engine.Ready(String version) -> Finding.ok("Docker", version);
      case Engine.Absent(String why, String advice) ->
          Finding.later("Docker", why, "for container labs: " + advice);
    };
  }

  Finding browser() {
    boolean ownWay = Shell.isWindows() || Files.exists(Path.of("/usr/bin/open"));
    if (ownWay) return Finding.ok("browser", "the system's own");
    return Shell.find(
            "firefox",
            "chromium",
            "google-chrome",
            "chrome",
            "brave-browser",
            "microsoft-edge",
            "epiphany",
            "falkon",
            "xdg-open")
        .map(found -> Finding.ok("browser", found.toString()))
        .orElseGet(() ->
            Finding.later(
                "browser", "none found", "red tests leave pages to look at; any browser will do"));
  }
}
