package nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.harness.Ports;

/** The tour is no story that is always told the same way: it tells what is wrong. */
class TourTest {

  @TempDir Path folder;

  private final List<String> told = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();

  private final TourListener listener =
      new TourListener() {
        @Override
        public void tell(String text) {
          told.add(text);
        }

        @Override
        public void show(List<String> lines) {
          told.addAll(lines);
        }

        @Override
        public void found(boolean kept, String text) {
          (kept ? told : broken).add(text);
        }
      };

  private NemesisOptions options(List<String> java) {
    return NemesisOptions.of(java, folder.resolve("tour"), 1, Duration.ZERO, Ports.free())
        .withoutQuorum();
  }

  @Test
  void aChangeThatIsLostIsNoticed() throws IOException, InterruptedException {
    NemesisReport report =
        Tour.run(options(Jvm.command()), listener, nodes -> nodes.ask(1, "forget person alan"));
    assertThat(report.isGreen()).isFalse();
    assertThat(broken)
        .anyMatch(text -> text.startsWith("alan "))
        .hasSameSizeAs(report.violations());
    assertThat(told).anyMatch(text -> text.contains("kill -9 n2"));
    assertThat(folder.resolve("tour/history.txt")).exists();
  }

  @Test
  void aNodeThatDoesNotStartIsTold() throws IOException, InterruptedException {
    NemesisReport report = Tour.run(options(List.of(Jvm.JAVA, "-cp", "nowhere")), listener);
    assertThat(report.isGreen()).isFalse();
    assertThat(broken.getFirst())
        .startsWith("n1.1 did not join the others")
        .contains("nemesis.Agent");
  }
}
