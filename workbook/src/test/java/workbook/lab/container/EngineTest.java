package workbook.lab.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import workbook.lab.book.UserError;

class EngineTest {

  private static final Cli JAVA =
      new Cli(List.of(System.getProperty("java.home") + "/bin/java"), Map.of());

  @Test
  void saysWhatItMeansThatTheClientFails() {
    assertThat(
            Engine.absent(
                "permission denied while trying to connect to the Docker daemon socket at"
                    + " unix:///var/run/docker.sock"))
        .satisfies(absent -> {
          assertThat(absent.why()).contains("permission");
          assertThat(absent.advice()).contains("usermod -aG docker");
        });
    assertThat(
            Engine.absent(
                "Cannot connect to the Docker daemon at unix:///var/run/docker.sock."
                    + " Is the docker daemon running?"))
        .satisfies(absent -> {
          assertThat(absent.why()).contains("no engine answers");
          assertThat(absent.advice()).contains("start");
        });
    assertThat(Engine.absent("first\nclient is too old").why()).contains("client is too old");
  }

  @Test
  void aProgramIsRunForWhatItPrints() throws InterruptedException {
    assertThat(JAVA.get("--version")).contains("" + Runtime.version().feature());
  }

  @Test
  void whatFailsIsToldWithItsOwnWords() {
    assertThatThrownBy(() -> JAVA.get("--no-such-option"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("java --no-such-option\" failed: ")
        .hasMessageContaining("Unrecognized option");
  }

  @Test
  void aProgramThatIsNotThereIsTold() {
    Cli none = new Cli(List.of("no-such-program"), Map.of());
    assertThatThrownBy(() -> none.run("x")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> none.get("x"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("Cannot run \"no-such-program x\"");
  }

  @Test
  void aFullDiskIsNamed() {
    assertThat(Cli.advice("write /tmp/x: no space left on device")).contains("The disk is full");
    assertThat(Cli.advice("[ERROR] No space left on device")).contains("docker system df");
    assertThat(Cli.advice("something else")).isEmpty();
  }
}
