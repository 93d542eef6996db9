package workbook.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.harness.Await;
import workbook.harness.ProgramResult;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;

/** The script {@code lab} in a folder of its own, with programs in place of the JDK and Maven. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has lab.cmd")
class ScriptTest {

  private static final Path WORKBOOK = Path.of(System.getProperty("workbook.root"));

  /** Tells how it was called; as {@code prepare} it leaves what a build leaves. */
  private static final String JAVA =
      """
      case "$*" in *\\ prepare) mkdir -p .lab/lib && touch .lab/lib/workbook.jar ;; esac
      echo "java with <${JAVA_TOOL_OPTIONS-}${JDK_JAVA_OPTIONS-}${_JAVA_OPTIONS-}> $LC_ALL: $*"
      """;

  private static final String MAVEN =
      """
      if [ "$1" = -v ]; then echo 'Apache Maven 3.9.9'; exit; fi
      echo "$JAVA_TOOL_OPTIONS" >>builds
      """;

  @TempDir Path temp;

  private Path root;
  private final Map<String, String> environment = new HashMap<>();
  private int exit;

  @BeforeEach
  void workbook() throws IOException {
    move("the workbook");
    program("jdk/bin/javac", "");
    program("jdk/bin/java", JAVA);
    program("bin/mvn", MAVEN);
    Files.writeString(temp.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    environment.put("JAVA25_HOME", temp.resolve("jdk").toString());
    environment.put("PATH", temp.resolve("bin") + ":/usr/bin:/bin");
    environment.put("LANG", "C");
  }

  private void move(String name) throws IOException {
    root = Files.createDirectories(temp.resolve(name));
    Files.copy(WORKBOOK.resolve("lab"), root.resolve("lab"));
  }

  private void program(String file, String script) throws IOException {
    Path program = temp.resolve(file);
    Files.createDirectories(program.getParent());
    Files.writeString(program, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "./lab"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(said().toFile())
        .redirectInput(new File("/dev/null"))
        .start();
  }

  private Path said() {
    return temp.resolve("said.txt");
  }

  private String lab(String... arguments) throws Exception {
    Process lab = start(arguments);
    assertThat(lab.waitFor(30, TimeUnit.SECONDS)).isTrue();
    exit = lab.exitValue();
    return read(said());
  }

  private void waitUntilSaid(String words) {
    Await.until("lab says: " + words, () -> read(said()).contains(words));
  }

  private long builds() {
    return Files.exists(root.resolve("builds")) ? read(root.resolve("builds")).lines().count() : 0;
  }

  private Path lock() {
    return root.resolve(".lab/build.lock");
  }

  @Test
  void buildsOnceThenRuns() throws Exception {
    assertThat(lab("test", "1.1")).contains("Built the workbook", "workbook.lab.Lab test 1.1");
    assertThat(lab("test", "1.1")).doesNotContain("Built").contains("workbook.lab.Lab test 1.1");
    assertThat(builds()).isEqualTo(1);
    assertThat(lock()).doesNotExist();
  }

  /** What makes starts fast is of no use to another JDK, which complains of it at each start. */
  @Test
  void buildsAgainForAnotherJdkInTheSamePlace() throws Exception {
    lab();
    Files.writeString(temp.resolve("jdk/release"), "JAVA_VERSION=\"25.0.2\"\n");
    assertThat(lab()).contains("Built the workbook");
    assertThat(lab()).doesNotContain("Built the workbook");
  }

  @Test
  void buildsOnceAlsoWhenItsFilesAreFromTheFuture() throws Exception {
    Path pom = Files.writeString(root.resolve("pom.xml"), "");
    Files.setLastModifiedTime(pom, FileTime.from(Instant.now().plus(Duration.ofHours(5))));
    assertThat(lab()).contains("Built the workbook");
    assertThat(lab()).doesNotContain("Built the workbook");
    Files.writeString(pom, "<project/>");
    assertThat(lab()).contains("Built the workbook");
  }

  @Test
  void buildsAgainWhenWhatItBuiltIsGone() throws Exception {
    lab();
    Files.delete(root.resolve(".lab/lib/workbook.jar"));
    assertThat(lab()).contains("Built the workbook");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b", "a;b", "a\\b", "a!", "a!/b"})
  void aFolderThatNoClassPathCanNameIsRefused(String name) throws Exception {
    move(name);
    assertThat(lab()).hasLineCount(2).contains("rename or move " + root);
    assertThat(exit).isEqualTo(1);
    assertThat(root.resolve(".lab")).doesNotExist();
  }

  @Test
  void anyOtherFolderWillDoAlsoInAPlainLocale() throws Exception {
    move("Jürgen's & $5 #1");
    assertThat(lab()).contains("C.UTF-8: ", "-Dworkbook.root=" + root + " ");
    assertThat(exit).isZero();
  }

  @Test
  void noFileIsTakenForAnInputThatIsClosed() throws Exception {
    program("jdk/bin/java", JAVA + "(: 3<&0) 2>/dev/null && echo 'there is an input'\n");
    lab();
    ProcessBuilder closed = new ProcessBuilder("sh", "-c", "sh ./lab watch <&-");
    closed.directory(root.toFile()).environment().putAll(environment);
    assertThat(ProgramResult.said(closed, Duration.ofSeconds(30)).orElseThrow())
        .contains("workbook.lab.Lab watch", "there is an input");
  }

  @Test
  void namesAreReadAlsoInAPlainLocale() throws Exception {
    assertThat(lab("test")).doesNotContain("C.UTF-8");
    assertThat(lab("grade", "class")).contains("C.UTF-8: ");
    assertThat(lab("handout", "\u00dcbung")).contains("C.UTF-8: ");
  }

  @Test
  void aNewerJdkWillDo() throws Exception {
    Files.writeString(temp.resolve("jdk/release"), "JAVA_VERSION=\"26.0.1\"\n");
    assertThat(lab("test")).contains("Built the workbook", "workbook.lab.Lab test");
    assertThat(exit).isZero();
  }

  /** Without another that would do: with none in the usual places. */
  @Test
  void anOlderJdkIsNotTaken() throws Exception {
    Files.writeString(temp.resolve("jdk/release"), "JAVA_VERSION=\"24.0.2\"\n");
    withoutUsualPlaces();
    environment.put("PATH", temp.resolve("jdk/bin") + ":/usr/bin:/bin");
    program("jdk/bin/java", "echo 24");
    assertThat(lab("test")).contains("needs JDK 25 or newer").doesNotContain("Built");
    assertThat(exit).isEqualTo(1);
  }

  private void withoutUsualPlaces() throws IOException {
    environment.put("HOME", temp.toString());
    Path script = root.resolve("lab");
    String text = Files.readString(script);
    assertThat(text).contains("try_jdk /usr/lib/jvm/*");
    Files.writeString(script, text.replaceAll("/usr/lib/jvm/|/opt/j|/Library/Java/", "/nowhere/"));
  }

  /** As jenv and asdf do it. */
  @Test
  void aScriptOnThePathIsAskedForItsJdk() throws Exception {
    withoutUsualPlaces();
    environment.remove("JAVA25_HOME");
    String shows = "case $* in *-version) echo '    java.home = %s' >&2 ;; esac\n";
    program("bin/java", shows.formatted(temp.resolve("jdk")));
    assertThat(lab("test")).contains("Built the workbook", "workbook.lab.Lab test");
  }

  /** As on a disk that cannot be written to, which not even root can make a folder on. */
  @Test
  void whereNothingCanBeWrittenItSaysWhatToDo() throws Exception {
    Files.writeString(root.resolve(".lab"), "");
    assertThat(lab("test"))
        .contains("cannot write to " + root.resolve(".lab"), "Copy the workbook to a folder");
    assertThat(exit).isEqualTo(1);
  }

  @Test
  void whereTheDiskIsFullItSaysSoAtOnce() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no " + full);
    Path link = Files.createDirectory(root.resolve(".lab")).resolve("writable");
    Files.createSymbolicLink(link, full);
    assertThat(lab("test")).contains("If the disk is full").doesNotContain("Waiting");
    assertThat(exit).isEqualTo(1);
    Files.delete(link); // JUnit warns where a link leads out of its folder.
  }

  /** As a disk that was full leaves it, or a machine that lost its power. */
  @Test
  void anEmptyLockCountsForNothing() throws Exception {
    lockedBy("");
    assertThat(lab()).contains("Built the workbook");
  }

  @ParameterizedTest
  @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
  void optionsForAllJvmsDoNotCount(String variable) throws Exception {
    environment.put(variable, "-XX:+UseG1GC");
    assertThat(lab()).contains("do not count here", "java with <> ").doesNotContain("UseG1GC");
  }

  @Test
  void optionsForAllJvmsCountForMaven() throws Exception {
    environment.put("JAVA_TOOL_OPTIONS", "-Dhttps.proxyHost=proxy");
    lab();
    assertThat(root.resolve("builds")).hasContent("-Dhttps.proxyHost=proxy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "-h"})
  void helpNeedsNothing(String word) throws Exception {
    Path help = Files.createDirectories(root.resolve("workbook")).resolve("help.txt");
    Files.copy(WORKBOOK.resolve("workbook/help.txt"), help);
    environment.put("JAVA25_HOME", "");
    assertThat(lab(word)).isEqualTo(Files.readString(help));
    assertThat(root.resolve(".lab")).doesNotExist();
  }

  @Test
  void helpIsThatOfTheCommandLine() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Screen screen = new Screen(new PrintStream(out), false, false);
    Lab.commandLine(new Book(root), screen).usage(new PrintStream(out));
    assertThat(out.toString(StandardCharsets.UTF_8))
        .as("./lab --version --help >workbook/help.txt")
        .isEqualToNormalizingNewlines(read(WORKBOOK.resolve("workbook/help.txt")));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void theDoctorNeedsNoBuild() throws Exception {
    copy(WORKBOOK.resolve("workbook/src/main/java"), root.resolve("workbook/src/main/java"));
    environment.put("JAVA25_HOME", System.getProperty("java.home"));
    assertThat(lab("doctor"))
        .contains(
            "JDK", "Maven", "downloads", "git", "disk", "port 4370", "5701-5732", "multicast");
    assertThat(builds()).isZero();
    assertThat(root.resolve(".lab")).doesNotExist();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  @Test
  void aLockOfAProcessThatIsGoneCountsForNothing() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    lockedBy(gone.pid() + " (sh ./lab)");
    assertThat(lab()).contains("Built the workbook").doesNotContain("Waiting");
  }

  @Test
  void aLockWhoseNumberIsAnotherProcessByNowCountsForNothing() throws Exception {
    lockedBy(ProcessHandle.current().pid() + " (sh ./lab)");
    assertThat(lab()).contains("Built the workbook").doesNotContain("Waiting");
  }

  private void lockedBy(String process) throws IOException {
    Files.createDirectories(root.resolve(".lab"));
    Files.writeString(lock(), process + "\n");
  }

  @Test
  void twoBuildsAtOnceAreOne() throws Exception {
    program("bin/mvn", MAVEN + "read line <" + fifo() + "\n");
    Process first = start();
    Await.until("the first builds", () -> builds() == 1);
    Process second = start();
    waitUntilSaid("Waiting for another build of the workbook, by process " + first.pid());
    Files.writeString(temp.resolve("fifo"), "go on\n");
    assertThat(first.waitFor()).isZero();
    assertThat(second.waitFor()).isZero();
    assertThat(builds()).isEqualTo(1);
  }

  private Path fifo() throws Exception {
    Path fifo = temp.resolve("fifo");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    return fifo;
  }

  @Test
  void aBuildThatTakesForEverIsNotWaitedFor() throws Exception {
    program("bin/mvn", MAVEN + "read line <" + fifo() + "\n");
    Process first = start();
    Await.until("the first builds", () -> builds() == 1);
    Path script = root.resolve("lab");
    Files.writeString(script, Files.readString(script).replace("-lt 2000", "-lt 2"));
    assertThat(lab()).contains("process " + first.pid(), "If it is not, delete " + lock());
    assertThat(exit).isEqualTo(1);
    first.destroy();
    assertThat(first.waitFor()).isEqualTo(130);
  }

  @Test
  void aBuildThatIsInterruptedLeavesNothingBehind() throws Exception {
    program("bin/mvn", MAVEN + "echo $$ >maven\nread line <" + fifo() + "\n");
    Process lab = start();
    Await.until("Maven runs", () -> read(root.resolve("maven")).endsWith("\n"));
    long maven = Long.parseLong(read(root.resolve("maven")).strip());
    lab.destroy();
    assertThat(lab.waitFor()).isEqualTo(130);
    assertThat(ProcessHandle.of(maven)).isEmpty();
    assertThat(lock()).doesNotExist();
    program("bin/mvn", MAVEN);
    assertThat(lab()).contains("Built the workbook");
  }

  @Test
  void aBuildThatFailsSaysWhyInItsFirstLines() throws Exception {
    String error = "[ERROR] %s/workbook/src/main/java/p/A.java:[3,5] ';' expected";
    program("bin/mvn", MAVEN + "echo \"" + error.formatted(root) + "\"\nexit 1\n");
    assertThat(lab()).contains("failed", "\nworkbook/src/main/java/p/A.java:3: ';' expected\n");
    assertThat(exit).isEqualTo(1);
    assertThat(lock()).doesNotExist();
    String network = "\033[0m[ERROR] Could not transfer it: Unknown host\n[ERROR]\n";
    String more = "[ERROR] To see the full stack trace of the errors, run with -e.\n";
    program("bin/mvn", MAVEN + "echo '" + network + more + "'\nexit 1\n");
    assertThat(lab())
        .contains("\nCould not transfer it: Unknown host\n\nMaven could not download")
        .contains("Connect to the internet", "./lab doctor")
        .doesNotContain("stack trace");
  }
}
