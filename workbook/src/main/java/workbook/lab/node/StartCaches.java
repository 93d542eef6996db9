package workbook.lab.node;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
      int answer = 6 * 7
      """;

  private StartCaches() {}

  /** Records both, at the same time. */
  public static void record(Book book) throws IOException, InterruptedException {
    Files.deleteIfExists(NodeJvm.cache(book));
    Files.deleteIfExists(book.state().resolve("lab.aot"));
    Path typed = Files.writeString(book.state().resolve("typed.txt"), TYPED);
    Process node =
        start(
            NodeJvm.recording(
                book,
                List.of(
                    "recording@127.0.0.1",
                    "--cookie",
                    "recording",
                    "--mapper-port",
                    "" + Ports.free(),
                    "--gossip",
                    "--topology",
                    "recording")),
            typed);
    Process lab =
        start(
            List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:AOTCacheOutput=" + book.state().resolve("lab.aot"),
                "--enable-native-access=ALL-UNNAMED",
                "-Dworkbook.root=" + book.root(),
                "-cp",
                book.state().resolve("lib") + File.separator + "*",
                "workbook.lab.Lab"),
            typed);
    node.waitFor();
    lab.waitFor();
    Files.delete(typed);
  }

  private static Process start(List<String> arguments, Path input) throws IOException {
    List<String> command = new ArrayList<>(List.of(NodeJvm.java().toString()));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectInput(input.toFile())
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start();
  }
}
