package multinode.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Processes whose state cannot be shown, among others. */
class ShownTest extends LocalProcesses {

  /** Cannot be shown. */
  private record Shy() {
    @Override
    public String toString() {
      throw new IllegalStateException("do not look at me");
    }
  }

  private String shown(Pid pid) {
    return processes.list().stream()
        .filter(info -> info.pid().equals(pid))
        .map(Processes.Info::shown)
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("a state that cannot be shown is told by its class, and keeps nobody else's back")
  void states() {
    List<Object> endless = new ArrayList<>();
    endless.add(List.of(endless));
    Puppet shy = puppet();
    shy.runs(context -> context.expose(Shy::new));
    Puppet deep = puppet();
    deep.runs(context -> context.expose(() -> endless));
    Puppet throwing = puppet();
    throwing.runs(context ->
        context.expose(() -> {
          throw new IllegalStateException("not now");
        }));
    Puppet good = puppet();
    good.runs(context -> context.expose(() -> 7));
    Pid plain = sleeper();

    assertThat(shown(shy.pid())).isEqualTo("a Shy that cannot be shown: IllegalStateException");
    assertThat(shown(deep.pid())).isEqualTo("a ArrayList that cannot be shown: StackOverflowError");
    assertThat(shown(throwing.pid())).contains("cannot be shown", "IllegalStateException");
    assertThat(shown(good.pid())).isEqualTo("7");
    assertThat(shown(plain)).isEmpty();
    assertThat(processes.longest(5)).isEmpty();
  }
}
