package workbook.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workbook on the machine of somebody who writes numbers with other digits. */
class LanguageTest {

  private static final String ROOT = System.getProperty("workbook.root");

  @TempDir private Path temp;

  @Test
  void writesNumbersTheSameEverywhere() throws Exception {
    String java = ProcessHandle.current().info().command().orElse("java");
    Path said = temp.resolve("said");
    Process list =
        new ProcessBuilder(
                List.of(
                    java,
                    "-Duser.language=ar",
                    "-Duser.country=EG",
                    "-Dworkbook.root=" + ROOT,
                    "-cp",
                    System.getProperty("java.class.path"),
                    Lab.class.getName(),
                    "list"))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(list.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said).content().contains("1.1").doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
  }
}
