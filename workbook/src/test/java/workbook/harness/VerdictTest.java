package workbook.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.examples.Thrown;
import workbook.harness.examples.Unwritten;
import workbook.harness.examples.Waits;
import workbook.harness.examples.Wrong;

/** What red tests say. */
class VerdictTest {

  private static final String LINE =
      "9.1 is not written yet: src/main/java/workbook/harness/examples/Door.java, method opens"
          + " — compare the key with the lock";

  @Test
  @DisplayName("code that is not written is one line, on whatever way the test came to it")
  void todo() {
    Map<String, Throwable> failures = Runs.failures(Unwritten.class);
    assertThat(failures).hasSize(9);
    failures.forEach((name, thrown) -> {
      if (!name.equals("asText")) assertThat(thrown).as(name).hasMessage(LINE);
      assertThat(thrown).isInstanceOf(Failed.class).hasNoCause();
      assertThat(thrown.getStackTrace()).isEmpty();
    });
    assertThat(failures.get("asText"))
        .hasMessage(
            LINE.replace("method opens — compare the key with the lock", "")
                .replace("src/main/java/workbook/harness/examples/Door.java, ", "compare (on b"));
  }

  @Test
  @DisplayName("code of another exercise that is not written is waited for")
  void waits() {
    assertThat(Runs.failures(Waits.class))
        .hasValueSatisfying(
            new org.assertj.core.api.Condition<>(
                thrown ->
                    thrown
                        .getMessage()
                        .equals(LINE.replace("9.1 is not written yet", "9.2 waits for 9.1")),
                "a line"));
  }

  @Test
  @DisplayName("a claim tells step, what was done, expected, came, meant and where to read on")
  void claim() {
    assertThat(Runs.failures(Wrong.class).get("a wrong cookie is let in"))
        .hasMessage(
            """
            9.3, compare: a wrong cookie is let in
              did           node b, cookie 222, connected to node a, cookie 111
              expected      true
              actual        false
              likely cause  the cookies differ
              read on       README.md, exercise 9.3\
            """)
        .satisfies(thrown -> assertThat(thrown.getStackTrace()).hasSize(1));
  }

  @Test
  @DisplayName("an exception of the system's is shown with the place it came from")
  void exception() {
    assertThat(Runs.failures(Wrong.class).get("the system throws").getMessage())
        .startsWith("9.3: the system throws\n  actual        IllegalArgumentException: \"no name\"")
        .containsPattern("at NodeName\\.parse \\(NodeName\\.java:\\d+\\)")
        .doesNotContain("junit", "harness");
  }

  @Test
  @DisplayName("an exception that no claim waits for keeps what the test did, and guesses no cause")
  void between() {
    assertThat(Runs.failures(Thrown.class).get("the system throws between two claims").getMessage())
        .startsWith(
            """
            9.3, parse: a name is read
              did           read "no name"
              expected      no exception
              actual        IllegalArgumentException: "no name"\
            """)
        .doesNotContain("likely cause");
  }

  @Test
  @DisplayName("an assertion of another library keeps its words")
  void library() {
    assertThat(Runs.failures(Wrong.class).get("another library's assertion").getMessage())
        .startsWith("9.3: another library's assertion\n  actual        expected: [\"b\"]");
  }
}
