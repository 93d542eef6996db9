package nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/**
 * Real nodes are killed and stopped while clients work, from one short seed. {@code ./lab nemesis}
 * draws other ones, runs for longer, and freezes nodes and cuts them off as well.
 */
class NemesisTest {

  private static final long SEED = 7;

  @Test
  @Timeout(120)
  @ExtendWith(HarnessExtension.class)
  @DisplayName("nodes are killed and stopped, and what clients were told stays true")
  void seed(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(90));
    Path folder = Path.of("target", "nemesis").toAbsolutePath();
    NemesisOptions options =
        NemesisOptions.of(Jvm.command(), folder, SEED, Duration.ofSeconds(5), nodes.freePort())
            .withFaults(List.of(Fault.Kind.KILL, Fault.Kind.STOP));
    NemesisReport report = Nemesis.run(options, new Loopback(), doing -> {});
    assertThat(report.lines())
        .as("seed %d; history.txt and timeline.html are in %s", SEED, report.folder())
        .isEmpty();
  }
}
