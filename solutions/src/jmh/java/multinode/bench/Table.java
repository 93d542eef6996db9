package multinode.bench;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/** The figures beside the peers', as text of at most 100 columns. */
final class Table {

  private static final String FLOOR = "tcp loopback_pingpong_64_bytes";

  private final Results ours;
  private final Results peers;

  Table(Results ours, Results peers) {
    this.ours = ours;
    this.peers = peers;
  }

  String of(Set<Row> rows) {
    StringBuilder text = new StringBuilder();
    text.append(line("median (least–greatest)", "Multinode", "Erlang/OTP", "goal", ""));
    for (Row row : rows) {
      ours.of(Results.OURS + " " + row).ifPresent(figures -> text.append(line(row, figures)));
    }
    peers
        .of(FLOOR)
        .ifPresent(floor -> text.append(line("TCP ping-pong in C, µs", "", floor + "", "", "")));
    return text.toString();
  }

  private String line(Row row, Figures figures) {
    Optional<Figures> peer = peers.of(row.peer()).map(theirs -> theirs.times(row.factor()));
    String goal = "";
    String verdict = "";
    if (row.goal().isPresent()) {
      goal =
          "≤ "
              + new BigDecimal(Double.toString(row.goal().getAsDouble()))
                  .stripTrailingZeros()
                  .toPlainString();
      verdict = figures.median() <= row.goal().getAsDouble() ? "met" : "missed";
    }
    return line(
        row.title() + ", " + row.unit(),
        figures.toString(),
        peer.map(Figures::toString).orElse(""),
        goal,
        verdict);
  }

  private static String line(String title, String ours, String peer, String goal, String verdict) {
    return "%-39s %-22s %-20s %-8s %s".formatted(title, ours, peer, goal, verdict).stripTrailing()
        + System.lineSeparator();
  }
}
