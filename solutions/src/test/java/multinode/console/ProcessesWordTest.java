package multinode.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import multinode.node.Here;
import multinode.node.Node;
import multinode.process.Puppet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** The word {@code processes()}, where the state of one of them cannot be shown. */
@ExtendWith(HarnessExtension.class)
class ProcessesWordTest {

  private record Shy() {
    @Override
    public String toString() {
      throw new IllegalStateException("do not look at me");
    }
  }

  @Test
  @DisplayName("processes() shows all, also where the state of one cannot be shown")
  void shows(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Puppet shy = new Puppet(a.processes());
    shy.runs(context -> context.expose(Shy::new));
    Puppet good = new Puppet(a.processes());
    good.runs(context -> context.expose(() -> "seven"));
    CompletableFuture<String> shown = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(() -> {
          try {
            Here.enter(a);
            shown.complete(Words.processes().text());
          } catch (Throwable e) {
            shown.completeExceptionally(e);
          }
        });
    assertThat(shown.get()).contains("seven", "a Shy that cannot be shown");
  }
}
