package nemesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.harness.Await;
import workbook.harness.Child;
import workbook.harness.ProgramResult;

/** No network namespace stays, however a run ends. */
class NamespacesTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** A run that has made its namespaces and freezes a program in one of them, as a nemesis does. */
  static final class Run {

    public static void main(String[] args) throws IOException, InterruptedException {
      NodeNetwork network = Namespaces.make(2).orElseThrow();
      List<String> sleep = new ArrayList<>(network.launch(1));
      sleep.addAll(List.of("sleep", "600"));
      Child frozen = Child.start(new ProcessBuilder(sleep));
      frozen.signal("STOP");
      System.out.println("made " + frozen.pid());
      frozen.awaitEnd(Duration.ofMinutes(5));
    }
  }

  @BeforeAll
  static void areThere() {
    Optional<NodeNetwork> one = Namespaces.make(1);
    assumeTrue(one.isPresent(), "needs root and the program ip");
    one.get().close();
  }

  private static Child start() throws IOException, InterruptedException {
    String path = System.getProperty("java.class.path");
    Child run = Child.start(new ProcessBuilder(Jvm.JAVA, "-cp", path, Run.class.getName()));
    assertThat(run.await(text -> text.startsWith("made "), LIMIT)).as(run.errors()).isTrue();
    assertThat(namespaces(run)).hasSize(3);
    return run;
  }

  private static List<String> namespaces(Child run) throws IOException, InterruptedException {
    String all =
        ProgramResult.of(new ProcessBuilder("ip", "netns", "list"), LIMIT).orElseThrow().out();
    return all.lines().filter(line -> line.startsWith("nemesis-" + run.pid() + "-")).toList();
  }

  private static boolean isAlive(String pid) {
    return ProcessHandle.of(Long.parseLong(pid)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void theyGoWithARunThatIsInterrupted(String signal) throws Exception {
    try (Child run = start()) {
      run.signal(signal);
      assertThat(run.awaitEnd(LIMIT)).isTrue();
      assertThat(namespaces(run)).isEmpty();
      assertThat(isAlive(run.lines().getFirst().split(" ")[1])).isFalse();
    }
  }

  @Test
  void whatAKilledRunLeavesGoesWithTheNext() throws Exception {
    try (Child run = start();
        Child other = start()) {
      run.signal("KILL");
      assertThat(run.awaitEnd(LIMIT)).isTrue();
      assertThat(namespaces(run)).hasSize(3);
      Namespaces.make(1).orElseThrow().close();
      assertThat(namespaces(run)).isEmpty();
      String frozen = run.lines().getFirst().split(" ")[1];
      Await.until("what ran in them is gone", () -> !isAlive(frozen));
      assertThat(namespaces(other)).hasSize(3);
    }
  }
}
