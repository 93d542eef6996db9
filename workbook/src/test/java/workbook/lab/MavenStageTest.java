package workbook.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.lab.book.Book;
import workbook.lab.run.Maven;

/** A stage in plain Maven, as far as putting it together. */
class MavenStageTest {

  private static final Path WORKBOOK = Path.of(System.getProperty("workbook.root"));
  private static final String COOKIE = "src/main/java/multinode/node/Cookie.java";

  @TempDir Path root;

  @BeforeEach
  void workbook() throws IOException {
    for (String part : List.of("pom.xml", ".mvn", "01-manual-connect", "02-remote-genserver")) {
      copy(part);
    }
    copy("solutions/src/main/java");
  }

  private void copy(String part) throws IOException {
    try (Stream<Path> files = Files.walk(WORKBOOK.resolve(part))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path relative = WORKBOOK.relativize(file);
        if (relative.toString().contains("target")) continue;
        Path copy = root.resolve(relative);
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private int exit;

  private String maven(String stage, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("-o", "generate-sources", "-f", stage));
    all.addAll(List.of(arguments));
    Path log = root.resolve("log.txt");
    exit = Maven.run(new Book(root), log, all);
    return Files.readString(log);
  }

  @Test
  void aMissingExerciseFileIsNotGiven() throws Exception {
    Path file = root.resolve("01-manual-connect").resolve(COOKIE);
    Files.move(file, file.resolveSibling("Cookie.txt"));
    assertThat(maven("01-manual-connect"))
        .contains(
            "01-manual-connect/src/main/java has no multinode/node/Cookie.java",
            "./lab reset 1.1 ");
    assertThat(exit).isEqualTo(1);
    assertThat(root.resolve("01-manual-connect/target/generated-sources")).doesNotExist();
  }

  @Test
  void withMineTheOwnFilesOfEarlierStagesMustBeThere() throws Exception {
    Path earlier = root.resolve("01-manual-connect").resolve(COOKIE);
    String own = Files.readString(earlier) + "// my own\n";
    Files.writeString(earlier, own);
    assertThat(maven("02-remote-genserver", "-Dmine")).doesNotContain("ERROR");
    String given = "02-remote-genserver/target/generated-sources/given/multinode/node/Cookie.java";
    assertThat(root.resolve(given)).hasContent(own);
    Files.delete(earlier);
    assertThat(maven("02-remote-genserver", "-Dmine"))
        .contains("01-manual-connect/src/main/java has no multinode/node/Cookie.java");
    assertThat(exit).isEqualTo(1);
    assertThat(maven("02-remote-genserver")).doesNotContain("ERROR");
    assertThat(exit).isZero();
    assertThat(root.resolve(given))
        .hasSameTextualContentAs(WORKBOOK.resolve("solutions").resolve(COOKIE));
  }

  @Test
  void aFolderThatNoClassPathCanNameIsRefused() throws Exception {
    root = Files.createDirectories(root.resolve("a;b"));
    copy("pom.xml");
    copy(".mvn");
    copy("01-manual-connect/pom.xml");
    assertThat(maven("01-manual-connect")).contains("rename or move " + root);
    assertThat(exit).isEqualTo(1);
  }
}
