package workbook.lab.container;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The containers and networks that carry a label, so that they can be removed, and no others.
 *
 * @param label a key, or key=value
 */
record Leftovers(String label) {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** Removes them; tries for a while, because the engine may be about to remove some itself. */
  void remove() throws InterruptedException {
    removeAll(List.of("ps", "-aq"), List.of("rm", "-fv"));
    removeAll(List.of("network", "ls", "-q"), List.of("network", "rm"));
  }

  private void removeAll(List<String> list, List<String> remove) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    for (; ; ) {
      List<String> there =
          Cli.DOCKER.get(words(list, "--filter", "label=" + label)).lines().toList();
      if (there.isEmpty()) return;
      String[] command = words(remove, there.toArray(String[]::new));
      if (System.nanoTime() > end) Cli.DOCKER.get(command);
      else Cli.DOCKER.tryTo(command);
    }
  }

  private static String[] words(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
