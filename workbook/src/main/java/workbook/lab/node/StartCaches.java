package workbook.lab.node;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import workbook.harness.Child;
import workbook.harness.Ports;
import workbook.lab.book.Book;

/**
 * The start-up caches (JEP 483, 514): of {@code ./lab}, and of nodes. Each is recorded by doing for
 * a moment what is to be fast. Where that fails, starts are slower, and nothing else.
 */
public final class StartCaches {

  private static final String TYPED =
      """
      self()
      nodes()
      connect("b@127.0.0.1")
      spawn(self().toString(), () -> println(self()))
      members()
      URI.create(observer().toString()).toURL().openStream().readAllBytes().length
      int answer = 6 * 7
      """;

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private StartCaches() {}

  /** Records both, at the same time. */
  public static void record(Book book) throws IOException, InterruptedException {
    Files.deleteIfExists(NodeJvm.cache(book));
    Files.deleteIfExists(book.state().resolve("lab.aot"));
    List<String> node =
        List.of(
            "recording@127.0.0.1",
            "--cookie",
            "recording",
            "--mapper-port",
            "" + Ports.free(),
            "--gossip",
            "--topology",
            "recording",
            "--page",
            "0");
    List<String> lab =
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:AOTCacheOutput=" + book.state().resolve("lab.aot"),
            "--enable-native-access=ALL-UNNAMED",
            "-Dworkbook.root=" + book.root(),
            "-cp",
            book.state().resolve("lib") + File.separator + "*",
            "workbook.lab.Lab");
    try (Child one = start(NodeJvm.recording(book, node));
        Child other = start(lab)) {
      one.awaitEnd(LIMIT);
      other.awaitEnd(LIMIT);
    }
  }

  private static Child start(List<String> arguments) throws IOException {
    Child child = Child.start(new ProcessBuilder(NodeJvm.java(arguments)));
    TYPED.lines().forEach(child::type);
    child.endInput();
    return child;
  }
}
