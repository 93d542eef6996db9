package workbook.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.ExerciseResult.Status;

/** How a board looks. */
class BoardTest {

  private static final Colours PLAIN = () -> false;

  private static ExerciseResult result(String id, String title, int points, Status status) {
    List<String> files = List.of("multinode/node/CookieHandshake.java", "Other.java");
    return new ExerciseResult(id, title, points, 30, files, status);
  }

  @Test
  @DisplayName("a board shows bar, exercises and what is next")
  void board() {
    List<ExerciseResult> results =
        List.of(
            result("1.0", "Two mailboxes", 0, Status.DONE),
            result("1.1", "Node names", 1, Status.DONE),
            result("1.2", "Listen", 10, Status.BLOCKED),
            result("1.3", "The handshake", 15, Status.RED),
            result("1.4", "Messages", 15, Status.TODO));
    assertThat(Board.render(Board.title("01-manual-connect"), results, PLAIN))
        .isEqualTo(
            """
            01 manual connect  ■■□□□  2 of 5   1 of 41 points

              ✓ 1.0  Two mailboxes                             0 points
              ✓ 1.1  Node names                                1 point
              · 1.2  Listen                                   10 points   30 minutes
              ✗ 1.3  The handshake                            15 points   red
              · 1.4  Messages                                 15 points   30 minutes

              next  1.2 Listen, 30 minutes
                    src/main/java/multinode/node/CookieHandshake.java
                    ./lab test 1.2\
            """);
  }

  @Test
  @DisplayName("a board of which all is done says so; colour comes only when asked for")
  void done() {
    List<ExerciseResult> all = List.of(result("1.0", "Two mailboxes", 0, Status.DONE));
    assertThat(Board.render("x", all, PLAIN))
        .endsWith("All of this stage is done.")
        .doesNotContain("\u001b");
    assertThat(Board.render("x", all, () -> true)).contains("\u001b[32m✓\u001b[0m");
  }

  @Test
  @DisplayName("messages tell where an exercise stands; the worst counts")
  void status() {
    assertThat(Status.ofMessage("1.3 is not written yet: x")).isEqualTo(Status.TODO);
    assertThat(Status.ofMessage("workbook.Todo: 1.3 is not written yet: x")).isEqualTo(Status.TODO);
    assertThat(Status.ofMessage("1.3 waits for 1.1: x")).isEqualTo(Status.BLOCKED);
    assertThat(Status.ofMessage("1.3, compare: x")).isEqualTo(Status.RED);
  }

  @Test
  @DisplayName("where the terminal has only ASCII, there is nothing else")
  void ascii() {
    assertThat(Glyphs.ascii("■□ ✓✗· ├──▶│ ●══● ○ ┄ … — ±"))
        .isEqualTo("#- +x. |-->| o==o x ~ ... - +-");
  }
}
