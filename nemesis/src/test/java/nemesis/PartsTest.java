package nemesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** One fault of each kind beside those of a single node, while clients work. */
class PartsTest {

  private static final long SEED = 7;

  @ParameterizedTest(name = "{0} of {1} nodes")
  @CsvSource({"APART, 3", "HALVES, 4", "MUTE, 3", "SLEEP, 3", "PARTS, 3", "CRASHES, 3"})
  @Timeout(240)
  @ExtendWith(HarnessExtension.class)
  @DisplayName("what clients were told stays true, and no name is forgotten")
  void fault(Fault.Kind kind, int count, Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(120));
    Path folder =
        Path.of("target", "nemesis", kind.name().toLowerCase(Locale.ROOT)).toAbsolutePath();
    NemesisOptions options =
        NemesisOptions.of(Jvm.command(), folder, SEED, Duration.ofSeconds(1), nodes.freePort())
            .withNodes(count)
            .withFaults(List.of(kind));
    Optional<NodeNetwork> between =
        kind.isOfNetwork() ? Namespaces.make(count) : Optional.of(new Loopback());
    assumeTrue(between.isPresent(), "needs root and the program ip");
    try (NodeNetwork network = between.get()) {
      NemesisReport report = Nemesis.run(options, network, doing -> {});
      assertThat(report.lines())
          .as("history.txt and timeline.html are in %s", report.folder())
          .isEmpty();
    }
  }
}
