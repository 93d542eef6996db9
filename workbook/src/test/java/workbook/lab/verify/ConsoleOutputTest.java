package workbook.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConsoleOutputTest {

  private final ConsoleOutput output = new ConsoleOutput("a@host");

  @Test
  @DisplayName("a prompt of which only the beginning is there does not count yet")
  void begun() {
    for (String before : List.of("", "true\n", "true\na@host(4)> ")) {
      for (String begun : List.of("a", "a@host", "a@host(5", "a@host(5)>")) {
        assertThat(output.end(before + begun)).as(before + begun).isEqualTo(before.length());
      }
      assertThat(output.end(before + "a@host(5)> ")).isEqualTo(before.length() + 11);
      assertThat(output.end(before + "b")).isEqualTo(before.length() + 1);
    }
  }

  @Test
  @DisplayName("prompts, what was typed and blank lines are taken out")
  void lines() {
    assertThat(output.lines("a@host(4)> 1 + 1\n2\n\na@host(5)> a@ho", List.of("1 + 1")))
        .containsExactly("2");
  }
}
