package workbook.lab.verify;

import java.util.List;
import java.util.Map;

/**
 * How long it will still take: as long as on the last run, made longer or shorter by how those
 * checks went that have ended.
 *
 * @param phases one after the other; each of lanes, side by side; each of checks in their order
 * @param expected how many seconds each check should take, by its title
 */
record Forecast(List<List<List<Unchanged>>> phases, Map<String, Double> expected) {

  /** Checks that took less tell nothing of how fast this machine is today. */
  private static final double TELLING = 2;

  /** Of checks that should take less, what they took is mostly chance. */
  private static final double LONG = 10;

  private static final double MOST = 4;

  /** The seconds left. */
  double left(List<Progress.Run> runs) {
    double pace = pace(runs);
    return phases.stream()
        .mapToDouble(lanes ->
            lanes.stream()
                .mapToDouble(lane -> lane.stream().mapToDouble(c -> left(c, runs, pace)).sum())
                .max()
                .orElse(0))
        .sum();
  }

  private double left(Unchanged check, List<Progress.Run> runs, double pace) {
    double whole = expected.get(check.title()) * pace;
    return runs.stream()
        .filter(run -> run.title().equals(check.title()))
        .findFirst()
        .map(run -> run.ended() ? 0 : Math.max(whole - run.elapsed(), 0))
        .orElse(whole);
  }

  /** How slow this run is, compared with the last. */
  private double pace(List<Progress.Run> runs) {
    double should = 0;
    double took = 0;
    for (Progress.Run run : runs) {
      boolean telling = run.ended() && run.tally().since().isEmpty() && run.seconds() > TELLING;
      if (!telling || expected.get(run.title()) < LONG) continue;
      should += expected.get(run.title());
      took += run.seconds();
    }
    return should < LONG ? 1 : Math.clamp(took / should, 1 / MOST, MOST);
  }
}
