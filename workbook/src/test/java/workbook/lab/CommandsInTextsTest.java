package workbook.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import workbook.lab.book.Book;
import workbook.lab.book.Markdown;
import workbook.lab.book.Screen;
import workbook.lab.book.Stage;

/** Every command that a text tells somebody to type is one that there is, with its options. */
class CommandsInTextsTest {

  /** In a line of prose, between backticks. */
  private static final Pattern QUOTED = Pattern.compile("`\\./lab( [^`]*)?`");

  private static List<String> commands(String text) {
    Markdown markdown = Markdown.of(text);
    Stream<String> blocks =
        markdown.blocks().stream()
            .flatMap(block -> block.lines().stream())
            .map(String::strip)
            .filter(line -> line.matches("\\./lab( .*)?"))
            // What a comment says, or the column beside the command.
            .map(line -> line.replaceFirst("( {2}| #).*", ""));
    Stream<String> prose =
        QUOTED.matcher(text).results().map(found -> found.group().replace("`", ""));
    return Stream.concat(blocks, prose)
        .map(one -> one.substring("./lab".length()).strip())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "teaching/README.md", "AGENTS.md", "CONTRIBUTING.md"})
  void areThere(String file) {
    Path root = Book.here().root();
    for (String command : commands(Stage.read(root.resolve(file)))) {
      CommandLine lab = Lab.commandLine(new Book(root), new Screen(System.out, false, false));
      String[] words = command.isEmpty() ? new String[0] : command.split("\\s+");
      if (words.length == 1) { // Its name; what it needs is told elsewhere.
        assertThat(lab.getSubcommands()).as(file).containsKey(words[0]);
        continue;
      }
      assertThatCode(() -> lab.parseArgs(words))
          .as("%s says: ./lab %s", file, command)
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"teaching/README.md"})
  void areManyInTheGuide(String file) {
    assertThat(commands(Stage.read(Book.here().root().resolve(file))))
        .hasSizeGreaterThan(15)
        .contains("doctor", "test 1.0", "node a --mapper-port 4401 --cookie anna");
  }
}
