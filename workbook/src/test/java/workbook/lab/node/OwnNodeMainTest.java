package workbook.lab.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import workbook.Todo;

class OwnNodeMainTest {

  @Test
  void whatIsMissingIsSaidInTwoLinesWithWhatToDo() {
    String said = OwnNodeMain.missing(new Todo("1.2", "listen"));
    assertThat(said.lines()).hasSize(2);
    assertThat(said)
        .contains("before 1.2 is written", "src/main/java/", "./lab test 1.2", "./lab hint 1.2");
  }
}
