package workbook.lab.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import workbook.harness.ProgramResult;

/**
 * A cage of Linux namespaces: a root of its own that cannot be written to, no processes but its
 * own, no network but loopback.
 *
 * @param version of bubblewrap
 * @param root whether the grader runs as root: then the cage runs as somebody else, since no limit
 *     on processes counts for root
 */
record Bubblewrap(String version, boolean root) implements Cage {

  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** Users that no system has given away; each cage is another one's. */
  private static final int FIRST_USER = 60_100;

  private static final int USERS = 400;

  /** In bytes: what a process may take beside its code; a JVM here has 768 MB of heap. */
  private static final String MOST_MEMORY = "3000000000";

  private static final String MOST_FILE = "50000000";
  private static final String MOST_TEMPORARY = "67108864";

  /** What the first program in the cage may, before it gives that up: become another user. */
  private static final List<String> RIGHTS = List.of("SETUID", "SETGID", "SETPCAP");

  /** The one of this machine; empty when it is not installed. */
  static Optional<Bubblewrap> find() throws InterruptedException {
    return ProgramResult.said(new ProcessBuilder("bwrap", "--version"), ANSWER)
        .map(said -> new Bubblewrap(said.strip().replace("bubblewrap ", ""), isRoot()));
  }

  private static boolean isRoot() {
    try {
      return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    } catch (IOException | UnsupportedOperationException noLinux) {
      return false;
    }
  }

  @Override
  public String rung() {
    return "rung 2: bubblewrap " + version;
  }

  @Override
  public List<String> command(Ticket ticket, List<String> java) {
    List<String> all = new ArrayList<>(List.of("bwrap", "--die-with-parent", "--new-session"));
    all.addAll(List.of("--clearenv", "--setenv", "LC_ALL", "C.UTF-8", "--setenv", "HOME", "/tmp"));
    all.addAll(List.of("--setenv", "PATH", "/usr/bin:/bin"));
    all.addAll(List.of("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"));
    all.add("--unshare-cgroup-try");
    for (String right : RIGHTS) all.addAll(List.of("--cap-add", "CAP_" + right));
    if (!root) {
      // Who is root in there is nobody outside.
      all.addAll(List.of("--unshare-user", "--uid", "0", "--gid", "0"));
    }
    all.addAll(List.of("--tmpfs", "/", "--ro-bind", "/usr", "/usr"));
    for (String link : List.of("bin", "sbin", "lib", "lib64")) {
      if (Files.isSymbolicLink(Path.of("/", link))) {
        all.addAll(List.of("--symlink", "usr/" + link, "/" + link));
      } else {
        all.addAll(List.of("--ro-bind-try", "/" + link, "/" + link));
      }
    }
    all.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--size", MOST_TEMPORARY));
    all.addAll(List.of("--perms", "1777", "--tmpfs", "/tmp"));
    for (Path folder : around(ticket.readable())) {
      all.addAll(List.of("--perms", "0755", "--dir", folder.toString()));
    }
    for (Path path : ticket.readable()) {
      all.addAll(List.of("--ro-bind", path.toString(), path.toString()));
    }
    all.addAll(List.of("--remount-ro", "/", "--chdir", "/tmp", "--"));
    all.addAll(asNobody(ticket));
    all.addAll(limits());
    all.addAll(java);
    return all;
  }

  /**
   * The folders that lead to some paths, each after the one it is in; else only root could go on.
   */
  private static Set<Path> around(Set<Path> paths) {
    Set<Path> folders = new TreeSet<>();
    for (Path path : paths) {
      for (Path at = path.getParent(); at != null; at = at.getParent()) {
        if (at.getNameCount() > 0 && !at.startsWith("/usr")) folders.add(at);
      }
    }
    folders.remove(Path.of("/tmp"));
    return folders;
  }

  /** Without any right, and as root not as root. */
  private List<String> asNobody(Ticket ticket) {
    String user = "" + (FIRST_USER + ticket.number() % USERS);
    List<String> all = new ArrayList<>(List.of("setpriv", "--no-new-privs"));
    if (root) all.addAll(List.of("--reuid=" + user, "--regid=" + user, "--clear-groups"));
    all.addAll(List.of("--ambient-caps=-all", "--inh-caps=-all", "--bounding-set=-all", "--"));
    return all;
  }

  private static List<String> limits() {
    return List.of(
        "prlimit",
        "--nproc=" + MOST_PROCESSES,
        "--nofile=4096",
        "--core=0",
        "--data=" + MOST_MEMORY,
        "--fsize=" + MOST_FILE,
        "--");
  }
}
