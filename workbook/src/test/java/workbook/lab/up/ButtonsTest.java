package workbook.lab.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import multinode.process.NodeName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import workbook.harness.Await;
import workbook.harness.Child;
import workbook.harness.ProgramResult;

/** What buttons do to nodes; a page has one of the nodes print what was pressed. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
class ButtonsTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Shells host = new Shells();
  private final Cluster cluster = new Cluster(host, () -> {});
  private final NodeName asked = host.names(2).getFirst();
  private final NodeName asking = host.names(2).getLast();

  @BeforeEach
  void start() throws InterruptedException {
    cluster.start(List.of(asked, asking));
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  @Test
  void oneThatIsAboutToEndIsStartedOnceItHas() throws InterruptedException {
    Child first = node();
    press("stop");
    press("start");
    awaitAnother(first);
    assertThat(first.printed()).contains("hands over");
  }

  @Test
  void oneThatIsFrozenGoesOnAndIsNotStarted() throws InterruptedException {
    Child first = node();
    press("freeze");
    Await.until("it is frozen", LIMIT, () -> state(first).startsWith("T"));
    press("start");
    first.type("it goes on");
    assertThat(first.await(text -> text.contains("it goes on"), LIMIT)).isTrue();
    assertThat(node()).isSameAs(first);
  }

  @Test
  void oneThatIsKilledIsStarted() throws InterruptedException {
    Child first = node();
    press("kill");
    press("start");
    awaitAnother(first);
  }

  private static String state(Child process) {
    try {
      ProcessBuilder ps = new ProcessBuilder("ps", "-o", "stat=", "-p", "" + process.pid());
      return ProgramResult.of(ps, LIMIT).map(ProgramResult::out).orElse("").strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private Child node() {
    return cluster.nodes().get(asked);
  }

  private void press(String word) {
    cluster.nodes().get(asking).type("lab, please: " + word + " " + asked);
  }

  private void awaitAnother(Child first) throws InterruptedException {
    assertThat(first.awaitEnd(LIMIT)).isTrue();
    Await.until("another one is there", LIMIT, () -> node() != first && node().isAlive());
  }

  /** Nodes that print what is typed, and take a moment to end. */
  private static final class Shells implements Host {

    private static final String NODE =
        """
        trap 'echo hands over; sleep 0.5; exit' TERM
        echo listening as $0
        while true; do read -r line && echo "$line" || sleep 0.05; done
        """;

    @Override
    public List<NodeName> names(int count) {
      return List.of(new NodeName("n1", "127.0.0.1"), new NodeName("n2", "127.0.0.1"));
    }

    @Override
    public void prepare(List<NodeName> names) {}

    @Override
    public Child start(NodeName name, Runnable changed) {
      try {
        return Child.start(
            new ProcessBuilder("bash", "-c", NODE, name.toString()), _ -> changed.run());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String hint() {
      return "";
    }

    @Override
    public String advice() {
      return "";
    }

    @Override
    public void close() {}
  }
}
