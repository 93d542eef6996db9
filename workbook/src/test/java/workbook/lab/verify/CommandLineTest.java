package workbook.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandLineTest {

  @Test
  void variablesStandInFront() {
    CommandLine line = CommandLine.of("LAB_SIZE=1 A= dc up -d X=2");
    assertThat(line.variables()).isEqualTo(Map.of("LAB_SIZE", "1", "A", ""));
    assertThat(line.words()).isEqualTo(List.of("dc", "up", "-d", "X=2"));
  }

  @Test
  void whatIsQuotedIsOneWordOrNone() {
    CommandLine line = CommandLine.of("curl -H \"Origin: http://localhost\" -d \"\" localhost/x");
    assertThat(line.variables()).isEmpty();
    assertThat(line.words())
        .isEqualTo(List.of("curl", "-H", "Origin: http://localhost", "-d", "", "localhost/x"));
  }

  @Test
  void aVariableInQuotesIsAWord() {
    assertThat(CommandLine.of("\"A=1\" x").words()).isEqualTo(List.of("A=1", "x"));
  }
}
