package workbook.lab.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import workbook.harness.ProgramResult;
import workbook.lab.container.Engine;
import workbook.lab.run.MavenVersion;

/** What is on this machine: JDK, Maven, git, memory, disk, Docker, browser. */
record Machine(Path root) {

  private static final List<String> BROWSERS =
      List.of(
          "firefox",
          "chromium",
          "google-chrome",
          "chrome",
          "brave-browser",
          "microsoft-edge",
          "epiphany",
          "falkon",
          "xdg-open");
  private static final Duration LIMIT = Duration.ofSeconds(10);
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
    Optional<MavenVersion> installed =
        said(isWindows() ? "mvn.cmd" : "mvn", "-v").flatMap(MavenVersion::in);
    if (installed.isEmpty()) return Finding.ok("Maven", "none installed; ./mvnw brings its own");
    String found = installed.get().version().toString();
    return Finding.ok(
        "Maven",
        installed.get().isNewEnough()
            ? found
            : found + " is too old (3.8.7 is needed); use ./mvnw, not mvn");
  }

  Finding git() throws InterruptedException {
    return said("git", "--version")
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
    boolean ownWay = isWindows() || Files.exists(Path.of("/usr/bin/open"));
    if (ownWay) return Finding.ok("browser", "the system's own");
    return ProgramResult.find(BROWSERS)
        .map(found -> Finding.ok("browser", found.toString()))
        .orElseGet(() ->
            Finding.later(
                "browser", "none found", "red tests leave pages to look at; any browser will do"));
  }

  private static Optional<String> said(String... command) throws InterruptedException {
    return ProgramResult.said(new ProcessBuilder(command).redirectErrorStream(true), LIMIT);
  }

  private static boolean isWindows() {
    return File.separatorChar == '\\';
  }
}
