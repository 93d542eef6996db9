package workbook.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import workbook.harness.Nodes;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;
import workbook.lab.node.NodeJvm;

class CommandLineTest {

  @TempDir Path root;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();

  private int lab(String... args) {
    Screen screen = new Screen(new PrintStream(out, true, StandardCharsets.UTF_8), false, false);
    CommandLine line = Lab.commandLine(new Book(root), screen);
    return line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(args);
  }

  @Test
  void helpNamesTheCommands() {
    assertThat(lab("--help")).isZero();
    assertThat(out.toString())
        .contains(
            "test",
            "watch",
            "hint",
            "reset",
            "solution",
            "given",
            "help",
            "node",
            "names",
            "up",
            "images",
            "cluster",
            "nemesis");
    assertThat(out.toString()).doesNotContain("prepare");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= Screen.WIDTH);
  }

  @Test
  void whatIsPrintedFitsTheTerminal() throws IOException {
    List<String> words = new ArrayList<>(List.of("-Dworkbook.columns=72"));
    words.addAll(List.of("-Dworkbook.root=" + root, "-cp", System.getProperty("java.class.path")));
    words.addAll(List.of(Lab.class.getName(), "--help"));
    Process help = new ProcessBuilder(NodeJvm.java(words)).start();
    try (BufferedReader lines = help.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.lines()).contains("Commands:").allMatch(line -> line.length() <= 72);
    }
  }

  @Test
  void helpIsACommandToo() {
    assertThat(lab("help", "reset")).isZero();
    assertThat(out.toString()).contains("./lab reset", "as they were handed out");
  }

  @Test
  void aMistypedCommandIsGuessed() {
    assertThat(lab("tset", "1.1")).isEqualTo(2);
    assertThat(err.toString())
        .contains("there is no command \"tset\"", "Did you mean test?", "./lab --help");
  }

  @Test
  void aMistypedOptionIsGuessed() {
    assertThat(lab("up", "--node=4")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no option --node", "Did you mean --nodes");
  }

  @Test
  void aNumberThatIsNoneIsRefused() {
    assertThat(lab("up", "--nodes", "many")).isEqualTo(2);
    assertThat(err.toString()).contains("--nodes", "many").doesNotContain("Exception");
  }

  @Test
  void theTourIsAlwaysTheSame() {
    for (String other : List.of("--nodes=4", "--cookie=monster", "--check")) {
      assertThat(lab("up", "--tour", other)).isEqualTo(2);
    }
    assertThat(err.toString()).contains("--nodes", "--cookie", "--check");
  }

  @Test
  void aPortThatIsTakenIsToldBeforeTheTourBegins() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      taken.setSoTimeout(1);
      assertThat(lab("up", "--tour", "--mapper-port=" + taken.getLocalPort())).isEqualTo(1);
      assertThat(err.toString()).contains("Port " + taken.getLocalPort() + " is taken");
    }
  }

  @Test
  void aCheckThatIsNoneIsRefused() {
    assertThat(lab("verify", "--only", "typo")).isEqualTo(2);
    assertThat(err.toString().replaceAll("\\s+", " "))
        .contains("\"typo\"", "wrong answers caught", "labs true");
  }

  @Test
  void eachCommandTellsWhatItAndItsOptionsAreFor() {
    Lab.commandLine(new Book(root), new Screen(System.out, false, false))
        .getSubcommands()
        .forEach((name, command) -> {
          CommandSpec spec = command.getCommandSpec();
          if (spec.usageMessage().hidden()) return;
          assertThat(spec.usageMessage().header()).as(name).isNotEmpty();
          assertThat(spec.args()).as(name).allMatch(arg -> arg.description().length > 0);
          out.reset();
          assertThat(lab(name, "--help")).as(name).isZero();
          assertThat(out.toString().lines())
              .as(name)
              .isNotEmpty()
              .allMatch(line -> line.length() <= Screen.WIDTH);
        });
  }

  @Test
  void doctorHasALineForEachThing() {
    assertThat(lab("doctor")).isBetween(0, 1);
    assertThat(out.toString())
        .contains("JDK", "Maven", "loopback", "port 4370", "5701-5732", "multicast");
  }

  @Test
  void namesAreThoseOfThePortMapperThatIsAsked() throws IOException {
    try (Nodes nodes = new Nodes()) {
      String option = "--mapper-port=" + nodes.mapperPort();
      assertThat(lab("names", option)).isZero();
      assertThat(out.toString()).contains("No node runs on 127.0.0.1.");
      int port = nodes.start("a").port();
      assertThat(lab("names", option)).isZero();
      assertThat(out.toString())
          .containsPattern(
              "a@127.0.0.1  port %d +pid %d".formatted(port, ProcessHandle.current().pid()));
    }
  }

  @Test
  void aStrangerIsNotTakenForAPortMapper() throws IOException {
    try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(lab("names", "--mapper-port=" + stranger.getLocalPort())).isEqualTo(1);
      assertThat(err.toString()).contains("port " + stranger.getLocalPort(), "no good answer");
    }
  }

  @Test
  void aPortThatIsNoneIsRefused() {
    for (String port : List.of("0", "99999")) {
      assertThat(lab("names", "--mapper-port", port)).isEqualTo(2);
      assertThat(lab("up", "--mapper-port", port)).isEqualTo(2);
    }
    assertThat(err.toString()).contains("0 is not a port", "99999 is not a port");
  }

  @Test
  void aBaseThatIsNoneIsRefused() {
    assertThat(lab("images", "--base", "alpine")).isEqualTo(2);
    assertThat(err.toString()).contains("--base", "alpine", "MADE").doesNotContain("Exception");
  }

  @Test
  void theOptionsOfANodeArePassedOnAsTheyAre() throws IOException {
    Path next = root.resolve("next");
    List<String> words =
        List.of(
            "a", "--cookie", "two words", "--tick=100", "--new", "--allow", "x.", "--allow", "y.");
    System.setProperty("workbook.next", next.toString());
    try {
      List<String> typed = new ArrayList<>(words);
      typed.addFirst("node");
      assertThat(lab(typed.toArray(String[]::new))).isZero();
    } finally {
      System.clearProperty("workbook.next");
    }
    assertThat(Files.readAllLines(next)).endsWith(words.toArray(String[]::new));
  }

  @Test
  void theHelpOfNodeIsTheNodesOwn() {
    assertThat(lab("node", "--help")).isZero();
    assertThat(out.toString()).contains("--stage=N", "--cookie TEXT", "--gossip", "--cluster-size");
  }

  @Test
  void onlyLinesThatAreTooLongAreBroken() {
    String word = "x".repeat(60);
    assertThat(Screen.wrap("one two\n  " + word + " " + word + " end\nthree"))
        .isEqualTo("one two\n  " + word + "\n" + word + " end\nthree");
    assertThat(Screen.wrap("x".repeat(120))).isEqualTo("x".repeat(120));
  }

  @Test
  void whatIsWrongIsToldInLinesThatFit() {
    lab("tset");
    lab("up", "--cookie", "two words", "--nodes", "3");
    lab("up", "--nodes", "99");
    lab("cluster", "--nodes", "1");
    lab("cluster", "--cookie", "two words");
    lab("up", "--mapper-port", "0");
    lab("test", "7.7");
    lab("test", "9");
    lab(
        "verify",
        "everything that there is in this workbook, and a little bit more of it ".repeat(3));
    assertThat(err.toString().lines()).isNotEmpty().allMatch(line -> line.length() <= Screen.WIDTH);
  }

  @Test
  void anExerciseThatIsNoneIsTold() {
    assertThat(lab("test", "7.7")).isEqualTo(1);
    assertThat(lab("test", "99999999999")).isEqualTo(1);
    assertThat(err.toString())
        .contains("There is no exercise 7.7", "There is no exercise 99999999999")
        .doesNotContain("bug");
  }

  @Test
  void aNumberOfLinesThatIsNoneIsRefused() {
    assertThat(lab("given", "Refused", "--lines", "-1")).isEqualTo(2);
    assertThat(err.toString()).contains("--lines takes 0 and more, not -1");
  }
}
