package workbook.lab.verify;

import java.util.List;

/**
 * Lines that come after all that was on its way to a console: one from its own node, and one from
 * each peer, on whose link nothing overtakes. When they have come, nothing more will.
 */
final class LastLines {

  private static final String LINE = "that is all";

  private LastLines() {}

  /** What to type so that they are printed, by these nodes where they are connected. */
  static String typed(List<String> nodes) {
    return """
    { int asked = 1; spawn(() -> println("LINE")); \
    for (var peer : nodes()) if ("NODES".contains(peer.toString())) { asked++; \
    spawn(peer.toString(), () -> println("LINE")); } println("LINE from " + asked); }\
    """
        .replace("LINE", LINE)
        .replace("NODES", String.join(" ", nodes));
  }

  /** Whether all have come. */
  static boolean areIn(List<String> printed) {
    long came = printed.stream().filter(LINE::equals).count();
    return printed.contains(LINE + " from " + came);
  }

  /** The other lines, without the echo of what was typed. */
  static List<String> without(List<String> printed) {
    return printed.stream().filter(line -> !line.contains(LINE)).toList();
  }
}
