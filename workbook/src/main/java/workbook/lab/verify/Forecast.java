package workbook.lab.verify;

import java.util.Collection;
import java.util.List;

/**
 * How long it will still take: as long as on the last run, made longer or shorter by how those
 * checks went that have ended.
 *
 * @param phases one after the other; each of lanes, side by side; each of checks in their order
 */
record Forecast(List<List<List<Run>>> phases) {

  /** Checks that took less tell nothing of how fast this machine is today. */
  private static final double TELLING = 2;

  /** Of checks that should take less, what they took is mostly chance. */
  private static final double LONG = 10;

  private static final double MOST = 4;

  /** The seconds left. */
  double left() {
    double pace = pace();
    return phases.stream()
        .mapToDouble(lanes -> lanes.stream().mapToDouble(lane -> left(lane, pace)).max().orElse(0))
        .sum();
  }

  private static double left(List<Run> lane, double pace) {
    return lane.stream()
        .filter(run -> !run.hasEnded())
        .mapToDouble(run -> Math.max(run.expected() * pace - run.elapsed(), 0))
        .sum();
  }

  /** How slow this run is, compared with the last. */
  private double pace() {
    List<Run> telling =
        phases.stream()
            .flatMap(List::stream)
            .flatMap(Collection::stream)
            .filter(run -> run.seconds() > TELLING && run.expected() >= LONG)
            .toList();
    double should = telling.stream().mapToDouble(Run::expected).sum();
    double took = telling.stream().mapToDouble(Run::seconds).sum();
    return pace(should, took);
  }

  static double pace(double should, double took) {
    return should < LONG ? 1 : Math.clamp(took / should, 1 / MOST, MOST);
  }
}
