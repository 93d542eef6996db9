package multinode.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** Nodes in processes of their own, with the keys that the record of TLS says how to make. */
@ExtendWith(HarnessExtension.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the lines of the record are for a shell")
class TlsNodesTest {

  private static final Path RECORD = Path.of("doc/decisions/027-tls-by-option.md");

  @TempDir private static Path folders;

  @BeforeAll
  static void makeKeys() throws IOException, InterruptedException {
    make("ours");
    make("foreign");
  }

  /** Runs the lines of the record, as they stand there, in a folder of this name. */
  private static void make(String name) throws IOException, InterruptedException {
    Matcher lines = Pattern.compile("(?s)```sh\n(.*?)```").matcher(Files.readString(RECORD));
    assertThat(lines.find()).isTrue();
    ProcessBuilder shell = new ProcessBuilder("sh", "-e", "-c", lines.group(1));
    String tools = Path.of(System.getProperty("java.home"), "bin").toString();
    shell.environment().merge("PATH", tools, (path, first) -> first + ":" + path);
    shell.directory(Files.createDirectory(folders.resolve(name)).toFile());
    Process made = shell.redirectErrorStream(true).start();
    String said = new String(made.getInputStream().readAllBytes());
    assertThat(made.waitFor()).as(said).isZero();
  }

  private static Terminal withTls(Nodes nodes, String name, String folder) throws IOException {
    return Terminal.open(nodes, name, "--tls", folders.resolve(folder).resolve("tls").toString());
  }

  @Test
  @DisplayName("two nodes with keys of one folder connect, and calls go through")
  void connects(Nodes nodes) throws IOException {
    Terminal a = withTls(nodes, "a", "ours");
    Terminal b = withTls(nodes, "b", "ours");
    b.type("self()");

    a.type("ping(\"b\")").says("pong");
    a.type("spawn(\"b\", () -> println(6 * 7))").says("42");
    b.type("nodes()").says("a@127.0.0.1");
  }

  /** One calls another in vain, and both say why. */
  private static void areRefused(Terminal caller, String name, Terminal called, String why)
      throws IOException {
    called.type("self()"); // It is there.
    caller.type("connect(\"" + name + "\")").says("false").says(why);
    called.says("refused").says(why);
  }

  @Test
  @DisplayName("a node without TLS calls one with it: both say that one of them has no --tls")
  void plainCaller(Nodes nodes) throws IOException {
    Terminal a = withTls(nodes, "a", "ours");
    Terminal plain = Terminal.open(nodes, "plain");
    areRefused(plain, "a", a, "--tls");
    a.type("nodes()").says("[]");
  }

  @Test
  @DisplayName("a node with TLS calls one without it: both say that one of them has no --tls")
  void plainCalled(Nodes nodes) throws IOException {
    Terminal a = withTls(nodes, "a", "ours");
    Terminal plain = Terminal.open(nodes, "plain");
    areRefused(a, "plain", plain, "--tls");
    a.type("nodes()").says("[]");
  }

  @Test
  @DisplayName("a certificate of somebody else is refused, though the cookie is right: both say so")
  void foreign(Nodes nodes) throws IOException {
    Terminal a = withTls(nodes, "a", "ours");
    Terminal foreign = withTls(nodes, "foreign", "foreign");
    areRefused(foreign, "a", a, "certificate");
    a.type("nodes()").says("[]");
  }
}
