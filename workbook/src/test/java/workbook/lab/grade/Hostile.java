package workbook.lab.grade;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * A program that nothing has looked at, run in a cage: tries what submitted code might, and prints
 * what it could do.
 */
final class Hostile {

  private Hostile() {}

  /** The arguments: a file of the grader, a port of it, a word to be found among processes. */
  public static void main(String[] args) throws InterruptedException {
    Path secret = Path.of(args[0]);
    attempt("reads a file of the grader", () -> Files.readString(secret));
    attempt("lists where it lies", () -> Files.list(secret.getParent()).findAny().orElseThrow());
    attempt("writes beside it", () -> Files.createFile(secret.resolveSibling("mine")));
    attempt("writes to the root", () -> Files.createFile(Path.of("/mine")));
    attempt("reads the users of the machine", () -> Files.readString(Path.of("/etc/passwd")));
    attempt("finds a file in a home", () -> home().findAny().orElseThrow());
    attempt(
        "sees the environment", () -> Stream.of(System.getenv("GRADER_SECRET")).findAny().get());
    attempt("reaches the grader's port", () -> connect("127.0.0.1", Integer.parseInt(args[1])));
    attempt("reaches the internet", () -> connect("1.1.1.1", 53));
    attempt("sees the grader's process", () -> processes(args[2]));
    attempt("fills the disk", Hostile::fill);
    attempt("leaves a daemon", () -> sleep("" + (9_000_000 + Long.parseLong(args[1]))));
    attempt("starts a thousand processes", Hostile::fork);
    System.out.println("done");
    Runtime.getRuntime().halt(0);
  }

  private static void attempt(String what, Callable<?> attack) {
    try {
      attack.call();
      System.out.println("it " + what);
    } catch (Exception | OutOfMemoryError e) {
      System.out.println("it does not: " + what + ": " + e.getClass().getSimpleName());
    }
  }

  /** What leads to a jar there is a folder, and nothing else is there. */
  private static Stream<Path> home() throws IOException {
    return Files.list(Path.of("/root")).filter(Files::isRegularFile);
  }

  private static Object connect(String host, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), 2000);
      return socket;
    }
  }

  private static Object processes(String word) throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.map(process -> process.resolve("cmdline"))
          .filter(file -> says(file, word))
          .findAny()
          .orElseThrow();
    }
  }

  private static boolean says(Path file, String word) {
    try {
      String own = "/proc/" + ProcessHandle.current().pid() + "/";
      String text = Files.readString(file);
      return !file.toString().startsWith(own) && text.contains(word) && !text.contains("Hostile");
    } catch (IOException gone) {
      return false;
    }
  }

  private static Object fill() throws IOException {
    byte[] megabyte = new byte[1 << 20];
    for (int i = 0; i < 40; i++) {
      try (OutputStream out = Files.newOutputStream(Path.of("/tmp/full" + i))) {
        for (int k = 0; k < 40; k++) out.write(megabyte);
      }
    }
    return megabyte;
  }

  private static Object fork() throws IOException {
    for (int i = 0; i < 1000; i++) sleep("100");
    return "";
  }

  private static Process sleep(String seconds) throws IOException {
    return new ProcessBuilder("/usr/bin/sleep", seconds).start();
  }
}
