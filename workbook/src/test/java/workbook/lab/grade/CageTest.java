package workbook.lab.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.harness.Await;
import workbook.harness.ProgramResult;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;
import workbook.lab.book.UserError;
import workbook.lab.node.NodeJvm;

/** What the sandbox holds by itself, when nothing has looked at the code in it. */
class CageTest {

  @TempDir Path temp;

  private Bubblewrap bubblewrap(Book book) throws Exception {
    Optional<Bubblewrap> found = Bubblewrap.find();
    assumeTrue(found.isPresent() || System.getenv("CI") != null, "bubblewrap is not here");
    Optional<String> broken = found.orElseThrow().broken(book, true);
    assumeTrue(broken.isEmpty() || System.getenv("CI") != null, broken.orElse(""));
    assertThat(broken).isEmpty();
    return found.get();
  }

  @Test
  void aHostileProgramReachesNothing() throws Exception {
    Book book = new Book(temp.resolve("book"));
    Path secret = Files.createDirectories(temp.resolve("grades")).resolve("anna.txt");
    Files.writeString(secret, "her solution");
    Files.writeString(Files.createDirectories(book.root()).resolve("pom.xml"), "<modules/>");
    Bubblewrap cage = bubblewrap(book);
    try (ServerSocket open = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String port = "" + open.getLocalPort();
      List<String> words =
          List.of("-Xmx64m", "-Xlog:disable", "-cp", System.getProperty("java.class.path"));
      List<String> java =
          NodeJvm.java(concat(words, Hostile.class.getName(), secret.toString(), port, "surefire"));
      ProcessBuilder program = new ProcessBuilder(cage.command(Cage.Ticket.of(1, book), java));
      program.environment().put("GRADER_SECRET", "grades");
      ProgramResult said = ProgramResult.of(program, Duration.ofMinutes(2)).orElseThrow();
      assertThat(said.out().lines())
          .as(said.err())
          .filteredOn(line -> !line.startsWith("it does not: "))
          .containsExactly("it leaves a daemon", "done");
      // And the daemon ends with the cage.
      String daemon = "" + (9_000_000 + open.getLocalPort());
      Await.until("no process of the cage is left", () -> !runs(daemon));
    }
    try (var files = Files.list(secret.getParent())) {
      assertThat(files).containsExactly(secret);
    }
  }

  private static boolean runs(String argument) {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().arguments().stream().flatMap(Stream::of))
        .anyMatch(argument::equals);
  }

  private static List<String> concat(List<String> words, String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return all;
  }

  @Test
  void aFolderIsOpenedWithAllThatIsInIt() throws Exception {
    Path inner = Files.createDirectories(temp.resolve("classes/multinode"));
    Path file = Files.writeString(inner.resolve("First.class"), "");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwx------"));
    Cage.open(temp.resolve("classes"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inner)))
        .isEqualTo("rwxr-xr-x");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void belowTheLastRungNothingIsRun() {
    Screen screen = new Screen(new PrintStream(PrintStream.nullOutputStream()), false, false);
    assertThatThrownBy(() -> Sandbox.highest(new Book(temp), screen, List.of(), false))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("There is no sandbox")
        .hasMessageContaining("--trust");
  }
}
