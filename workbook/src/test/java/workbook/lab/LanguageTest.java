package workbook.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import workbook.harness.ProgramResult;

/** The workbook on the machine of somebody who writes numbers with other digits. */
class LanguageTest {

  private static final String ROOT = System.getProperty("workbook.root");

  @Test
  void writesNumbersTheSameEverywhere() throws Exception {
    String java = ProcessHandle.current().info().command().orElse("java");
    ProcessBuilder list =
        new ProcessBuilder(
            java,
            "-Duser.language=ar",
            "-Duser.country=EG",
            "-Dworkbook.root=" + ROOT,
            "-cp",
            System.getProperty("java.class.path"),
            Lab.class.getName(),
            "list");
    Optional<ProgramResult> result = ProgramResult.of(list, Duration.ofSeconds(60));
    assertThat(result).isPresent();
    assertThat(result.get().out() + result.get().err())
        .contains("1.1")
        .doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
  }
}
