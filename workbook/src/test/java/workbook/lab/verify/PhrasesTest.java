package workbook.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.lab.learn.SmallBook;

class PhrasesTest {

  private static final String TEST = "01-first/src/test/java/p/FirstTest.java";

  @TempDir Path root;

  private static List<Tally.Item> problems(SmallBook small, ExerciseFiles files) throws Exception {
    Tally tally = new Tally();
    new Phrases(Setting.of(small.book()), files).run(tally);
    return tally.problems();
  }

  private List<Tally.Item> problems(String file, String text) throws Exception {
    SmallBook small = SmallBook.in(root);
    small.write(file, text);
    return problems(small, ExerciseFiles.asTheyStand(small.book()));
  }

  @Test
  void aPhraseIsToldWithItsPlaceAndWhatToSay() throws Exception {
    assertThat(problems("README.md", "One.\nA node is started anew.\n"))
        .containsExactly(new Tally.Item("README.md:2", "says \"anew\"; say: again, over, a new …"));
  }

  @Test
  void aPhraseMayGoOnInTheNextLine() throws Exception {
    assertThat(problems("README.md", "> closed without\n> a word\n"))
        .singleElement()
        .matches(item -> item.where().equals("README.md:1"))
        .matches(item -> item.problem().startsWith("says \"without a word\""));
    assertThat(problems(TEST, "/**\n * It waits for\n * ever.\n */\n"))
        .extracting(Tally.Item::where)
        .contains(TEST + ":2");
    assertThat(problems(TEST, "\"closed without a\"\n    + \" word\"\n"))
        .extracting(Tally.Item::where)
        .contains(TEST + ":1");
  }

  @Test
  void otherWordsAndOtherFilesAreLeftAlone() throws Exception {
    assertThat(problems("README.md", "A new node for everybody, with nothing of its own.\n"))
        .isEmpty();
    for (String file : List.of("solutions/doc/decisions/001-a.md", "notes.txt", "p/One.java")) {
      assertThat(problems(file, "whoever\n")).as(file).isEmpty();
    }
  }

  @Test
  void whatAStudentWritesIsLeftAlone() throws Exception {
    SmallBook small = SmallBook.in(root).commit("as handed out");
    small.write(SmallBook.FIRST, "// whoever\n");
    small.write("notes.md", "whoever\n");
    assertThat(problems(small, ExerciseFiles.handedOut(small.book()))).isEmpty();
    assertThat(problems(small, ExerciseFiles.asTheyStand(small.book()))).hasSize(2);
  }

  @Test
  void eachLineOfTheListSaysWhatToSay() throws IOException {
    assertThat(Phrases.all())
        .isNotEmpty()
        .allSatisfy(phrase -> assertThat(phrase.instead()).isNotBlank())
        .allSatisfy(phrase -> assertThat(phrase.found().matcher("").find()).isFalse());
  }
}
