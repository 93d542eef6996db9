package nemesis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is to be true when all is over: groups tell the same as names, names of the dead are gone,
 * and nodes without work do nothing.
 */
final class Aftermath {

  /**
   * Of one core: nodes without work use 1 to 2 %, and up to 5 % where others use the machine; those
   * in which something tries again without a pause use a core or two.
   */
  private static final double IDLE = 0.1;

  private static final Duration WINDOW = Duration.ofSeconds(3);

  /** What compiles and collects in the background may take a while to end. */
  private static final int WINDOWS = 8;

  private final RunningNodes nodes;
  private final List<Violation> violations = new ArrayList<>();

  private Aftermath(RunningNodes nodes) {
    this.nodes = nodes;
  }

  /** All that is not true on one of these nodes, which have no clients any more. */
  static List<Violation> of(RunningNodes nodes, List<Integer> numbers) throws InterruptedException {
    Aftermath all = new Aftermath(nodes);
    for (int number : numbers) {
      all.isEmpty(number, "groups", "names and groups differ");
      all.isEmpty(number, "ghosts", "names of dead processes are there");
    }
    all.idle(numbers);
    return all.violations;
  }

  private void isEmpty(int number, String question, String otherwise) throws InterruptedException {
    String answer = nodes.ask(number, question);
    if (!answer.isBlank()) {
      violations.add(new Violation("n%d: %s: %s".formatted(number, otherwise, answer), List.of()));
    }
  }

  private void idle(List<Integer> numbers) throws InterruptedException {
    List<Double> shares = List.of();
    for (int i = 0; i < WINDOWS; i++) {
      List<Long> before = nanos(numbers);
      Thread.sleep(WINDOW);
      List<Long> after = nanos(numbers);
      shares = new ArrayList<>();
      for (int j = 0; j < numbers.size(); j++) {
        shares.add((after.get(j) - before.get(j)) / (double) WINDOW.toNanos());
      }
      if (shares.stream().allMatch(share -> share < IDLE)) return;
    }
    List<String> shown =
        shares.stream().map(share -> String.format(Locale.ROOT, "%.1f %%", share * 100)).toList();
    violations.add(new Violation("nodes without work use of a core: " + shown, List.of()));
  }

  private List<Long> nanos(List<Integer> numbers) throws InterruptedException {
    List<Long> all = new ArrayList<>();
    for (int number : numbers) all.add(Long.valueOf(nodes.ask(number, "cpu").strip()));
    return all;
  }
}
