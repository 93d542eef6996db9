package workbook.lab.handout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.harness.ProgramResult;
import workbook.lab.book.Book;
import workbook.lab.book.Folders;
import workbook.lab.book.Stage;
import workbook.lab.book.UserError;
import workbook.lab.node.NodeJvm;

/** What is in a handout, and what is not. */
class HandoutTest {

  private static final Book BOOK = new Book(Path.of(System.getProperty("workbook.root")));
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  @TempDir Path temp;

  /** All of it, in git: made once, and changed by no test. */
  private static Path all;

  @BeforeAll
  static void handOutAll(@TempDir Path folder) throws Exception {
    all = folder.resolve("the handout");
    Handout.of(BOOK, 1, 4).write(Form.GIT, all, "help");
  }

  private Path write(Form form, int first, int last) throws Exception {
    Path to = temp.resolve("the handout");
    Handout.of(BOOK, first, last).write(form, to, "help");
    return to;
  }

  private static Set<String> names(Path folder) {
    Set<String> names = new TreeSet<>();
    for (Path file : Folders.files(folder, path -> path.endsWith(".git"))) {
      names.add(folder.relativize(file).toString().replace('\\', '/'));
    }
    return names;
  }

  private static String git(Path folder, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    Process git = new ProcessBuilder(command).directory(folder.toFile()).start();
    git.getOutputStream().close();
    return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** A file that reads in the workbook as it does in the handout gives nothing away. */
  private static boolean isCopy(Path handout, Path file) throws IOException {
    Path original = BOOK.root().resolve(handout.relativize(file).toString());
    boolean finished = original.startsWith(BOOK.finished());
    return !finished && Files.isRegularFile(original) && Files.mismatch(original, file) < 0;
  }

  @Test
  void noFileAndNoObjectOfGitHasALineOfASolution() throws Exception {
    Path handout = all;
    Secrets secrets = Secrets.of(BOOK, BOOK.stages());
    assertThat(secrets.lines()).hasSizeGreaterThan(300);
    StringBuilder copies = new StringBuilder();
    for (Path file : Folders.files(handout, path -> path.endsWith(".git"))) {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      // Hints come near the code, and tests may happen to have a line like it.
      if (isCopy(handout, file)) copies.append(text).append('\n');
      else assertThat(secrets.in(text)).as("lines of solutions in %s", file).isEmpty();
    }
    Set<String> told = secrets.in(copies.toString());
    String objects = git(handout, "cat-file", "--batch-all-objects", "--batch");
    assertThat(objects).contains(" tree ", " commit ", "public record NodeName");
    Set<String> found = new TreeSet<>(secrets.in(objects));
    found.removeAll(told);
    assertThat(found).isEmpty();
    assertThat(git(handout, "rev-list", "--all", "--count")).isEqualToIgnoringNewLines("1");
  }

  @Test
  void whatIsOnlyForTeachersIsLeftOut() throws Exception {
    assertThat(names(all))
        .contains("lab", "mvnw", ".mvn/sync.xml", "04-dynamic-supervisor/hints/4.1.md")
        .contains("solutions/src/main/java/multinode/node/Cookie.java")
        .contains(".vscode/tasks.json", ".run/stage 4 tests.run.xml")
        .noneMatch(name -> name.matches("solutions/(answers|wrong|labs|doc|src/(test|jmh))/.*"))
        .noneMatch(name -> name.matches("(\\.ci|\\.github|autograders|nemesis/src/test)/.*"))
        .noneMatch(name -> name.matches("workbook/src/(test|browser)/.*|CONTRIBUTING.md"));
  }

  @Test
  void exercisesBeforeTheFirstStageAreGivenAndThoseAfterTheLastAreNot() throws Exception {
    Path handout = write(Form.FOLDER, 2, 2);
    Path code = handout.resolve("solutions/src/main/java/multinode");
    Path finished = BOOK.finished().resolve("multinode");
    for (String given : List.of("node/Cookie.java", "node/Mesh.java")) {
      assertThat(code.resolve(given)).hasSameTextualContentAs(finished.resolve(given));
    }
    for (String open : List.of("building/Rooms.java", "cluster/Gossip.java", "swarm/Plan.java")) {
      assertThat(code.resolve(open)).content().contains("new Todo(");
    }
    Book book = new Book(handout);
    assertThat(book.isHandout()).isTrue();
    assertThat(book.stages()).extracting(Stage::number).containsExactly(2);
    assertThat(names(handout)).noneMatch(name -> name.matches("0[134]-.*"));
  }

  @Test
  void aZipFileHasOneFolderAndItsProgramsCanBeRun() throws Exception {
    try (FileSystem zip =
        FileSystems.newFileSystem(
            Files.move(write(Form.ZIP, 4, 4), temp.resolve("class.zip")),
            Map.of("enablePosixFileAttributes", "true"))) {
      Path root = zip.getPath("/");
      try (Stream<Path> top = Files.list(root)) {
        assertThat(top.map(Path::toString)).containsExactly("/multinode");
      }
      assertThat(Files.getPosixFilePermissions(root.resolve("multinode/lab")).toString())
          .contains("OWNER_EXECUTE");
      // A stage brings the tests that it borrows.
      String borrowed = "04-dynamic-supervisor/src/test/java/multinode/cluster/Clusters.java";
      assertThat(root.resolve("multinode").resolve(borrowed)).exists();
      assertThat(root.resolve("multinode/03-cluster-discovery")).doesNotExist();
    }
  }

  @Test
  void everyLinkOfItsPagesLeadsSomewhere() throws Exception {
    Path handout = all;
    for (String name : names(handout)) {
      if (!name.endsWith(".md") || name.startsWith("workbook/")) continue;
      Path page = handout.resolve(name);
      assertThat(Files.readString(page)).as(name).doesNotContain("solutions/answers");
      for (Matcher link = LINK.matcher(Files.readString(page)); link.find(); ) {
        assertThat(page.resolveSibling(link.group(1))).as("a link of " + name).exists();
      }
    }
  }

  /** There, as in a submodule, .git is a file. */
  @Test
  void aWorktreeIsARepositoryToo() throws Exception {
    Path to = temp.resolve("this year's");
    git(write(Form.GIT, 1, 1), "worktree", "add", "-b", "next", to.toString());
    Handout.of(BOOK, 1, 2).write(Form.HISTORY, to, "help");
    assertThat(git(to, "rev-list", "--count", "next")).isEqualToIgnoringNewLines("2");
  }

  /** Git's hooks, and what they run, have their repository in the environment. */
  @Test
  void aRepositoryThatTheEnvironmentNamesIsLeftAlone() throws Exception {
    Path other = Files.createDirectories(temp.resolve("other"));
    git(other, "init");
    git(other, "-c", "user.name=a", "-c", "user.email=a", "commit", "--allow-empty", "-m", "first");
    Path to = handOutWith("GIT_DIR", other.resolve(".git"));
    assertThat(git(to, "rev-list", "--count", "main")).isEqualToIgnoringNewLines("1");
    assertThat(git(other, "rev-list", "--count", "--all")).isEqualToIgnoringNewLines("1");
  }

  /** Many have a list of what git is to ignore everywhere, and what editors leave is on it. */
  @Test
  void whatItsMakerHasGitIgnoreIsInItAllTheSame() throws Exception {
    Path settings = temp.resolve("settings");
    Files.createDirectories(settings.resolve("git"));
    Files.writeString(settings.resolve("git/ignore"), ".vscode/\n.mvn/\n*.cmd\n");
    Path to = handOutWith("XDG_CONFIG_HOME", settings);
    assertThat(git(to, "ls-files"))
        .contains(".vscode/tasks.json", ".mvn/maven.config", "lab.cmd", "mvnw.cmd");
  }

  /** A handout in git, made by a program that finds this in its environment. */
  private Path handOutWith(String variable, Path value) throws Exception {
    Path to = temp.resolve("the handout");
    List<String> words = new ArrayList<>(List.of("-Dworkbook.root=" + BOOK.root(), "-cp"));
    words.addAll(List.of(System.getProperty("java.class.path"), "workbook.lab.Lab", "handout"));
    words.addAll(List.of("--stages", "1", "--git", to.toString()));
    ProcessBuilder lab = new ProcessBuilder(NodeJvm.java(words));
    lab.environment().put(variable, value.toString());
    ProgramResult result = ProgramResult.of(lab, Duration.ofMinutes(2)).orElseThrow();
    assertThat(result.good()).as(result.err()).isTrue();
    return to;
  }

  @Test
  void aLaterHandoutIsACommitOnTop() throws Exception {
    Path handout = write(Form.GIT, 1, 1);
    Files.writeString(handout.resolve("notes.txt"), "mine\n");
    assertThatThrownBy(() -> write(Form.HISTORY, 1, 2))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("not committed");
    Files.delete(handout.resolve("notes.txt"));

    write(Form.HISTORY, 1, 2);
    assertThat(git(handout, "rev-list", "--count", "main")).isEqualToIgnoringNewLines("2");
    assertThat(git(handout, "status", "--porcelain")).isEmpty();
    assertThat(new Book(handout).stages()).hasSize(2);
  }

  @Test
  void nothingThatIsThereIsOverwritten() {
    Handout handout = Handout.of(BOOK, 1, 1);
    assertThatThrownBy(() -> handout.write(Form.FOLDER, all, ""))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(all + " exists already");
    assertThatThrownBy(() -> handout.write(Form.HISTORY, temp, ""))
        .hasMessageContaining("no handout in git");
  }

  @Test
  void aHandoutOfNoStageIsRefused() {
    assertThatThrownBy(() -> Handout.of(BOOK, 1, 7)).hasMessageContaining("There is no stage 7");
  }
}
