package workbook.lab.learn;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A terminal that passes each key on at once and does not show it, by {@code stty}. However this
 * program ends, short of SIGKILL, the terminal is set back as it was.
 */
final class SingleKeys implements AutoCloseable {

  private static final long LIMIT_SECONDS = 5;

  /** Ctrl-Z is off: the shell would get a terminal that shows nothing. Ctrl-C still ends it. */
  private static final String[] SINGLE = {
    "-icanon", "-echo", "min", "1", "time", "0", "susp", "undef"
  };

  private final String before;
  private final Thread atShutdown = new Thread(this::restore);

  private SingleKeys(String before) {
    this.before = before;
  }

  /** Sets the terminal of standard input; empty if that is none, or if there is no stty. */
  static Optional<SingleKeys> set() throws InterruptedException {
    Optional<String> before = stty("-g").filter(state -> !state.isEmpty());
    if (before.isEmpty()) return Optional.empty();
    SingleKeys set = new SingleKeys(before.get());
    Runtime.getRuntime().addShutdownHook(set.atShutdown); // first: it may end at any time from here
    if (stty(SINGLE).isPresent()) return Optional.of(set);
    set.close();
    return Optional.empty();
  }

  @Override
  public void close() {
    restore();
    try {
      Runtime.getRuntime().removeShutdownHook(atShutdown);
    } catch (IllegalStateException ending) {
      // Then the hook restores once more.
    }
  }

  private void restore() {
    try {
      stty(before);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What it printed; empty if it failed, as it does where there is no terminal. */
  private static Optional<String> stty(String... words) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("stty"));
    command.addAll(List.of(words));
    try {
      Process stty =
          new ProcessBuilder(command)
              .redirectInput(Redirect.INHERIT)
              .redirectError(Redirect.DISCARD)
              .start();
      if (!stty.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
        return Optional.empty();
      }
      String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return stty.exitValue() == 0 ? Optional.of(said.strip()) : Optional.empty();
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }
}
