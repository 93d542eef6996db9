package workbook.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import picocli.CommandLine;
import workbook.lab.book.Book;
import workbook.lab.book.Folders;
import workbook.lab.book.Screen;
import workbook.lab.book.Stage;
import workbook.lab.book.Xml;

/** What IntelliJ IDEA and VS Code find in the workbook leads to what there is. */
class EditorFilesTest {

  private static final Book BOOK = Book.here();
  private static final Pattern ARGUMENTS = Pattern.compile("\"args\": \\[(.*?)]");

  @Test
  void intellijRunsTheTestsOfEachStageInItsModule() throws Exception {
    for (Stage stage : BOOK.stages()) {
      Element run =
          Xml.read(BOOK.root().resolve(".run/stage %d tests.run.xml".formatted(stage.number())));
      String module = Xml.all(run, "module").getFirst().getAttribute("name");
      assertThat(Stage.read(stage.dir().resolve("pom.xml")))
          .contains("<artifactId>%s</artifactId>".formatted(module));
      String folder = Xml.all(run, "dir").getFirst().getAttribute("value");
      assertThat(Path.of(folder.replace("$PROJECT_DIR$", BOOK.root().toString())))
          .isEqualTo(stage.tests());
    }
    assertThat(Folders.files(BOOK.root().resolve(".run"), _ -> false))
        .hasSize(BOOK.stages().size() + 1);
    assertThat(Files.readString(BOOK.root().resolve(".run/lab watch.run.xml")))
        .contains("./lab watch");
  }

  @Test
  void theTasksOfVsCodeAreCommands() {
    String tasks = Stage.read(BOOK.root().resolve(".vscode/tasks.json"));
    List<String> all =
        ARGUMENTS
            .matcher(tasks)
            .results()
            .map(found -> found.group(1).replaceAll("[\",]", ""))
            .toList();
    assertThat(all).contains("watch", "hint", "node a --cookie monster");
    CommandLine lab = Lab.commandLine(BOOK, new Screen(System.out, false, false));
    for (String words : all) lab.parseArgs(words.split(" "));
  }

  @Test
  void surefireIsToldNothingThatOnlyAGoalOfMavenSets() {
    String pom = Stage.read(BOOK.root().resolve("pom.xml"));
    String flags = pom.replaceAll("(?s).*<argLine>(.*?)</argLine>.*", "$1");
    assertThat(flags).contains("-javaagent").doesNotContain("@{");
  }
}
