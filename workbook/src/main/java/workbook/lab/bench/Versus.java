package workbook.lab.bench;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The finished system beside Erlang/OTP, as text of at most 100 columns.
 *
 * @param ours the figures of the finished system
 * @param otp those of Erlang/OTP, with the same names of rows
 * @param tcp what one message and its answer take on a bare socket, in microseconds
 */
public record Versus(Samples ours, Samples otp, double tcp) {

  /** The rows that both sides measure. */
  public static final List<String> ROWS =
      List.of(
          "local-call",
          "local-cast-server",
          "start-server",
          "spawn",
          "remote-call",
          "remote-call-64",
          "remote-cast-server",
          "multi-call",
          "connect",
          "mesh",
          "node-down");

  /** The rows in which one caller waits for one round trip. */
  private static final List<String> ROUND_TRIPS = List.of("remote-call", "multi-call");

  private static final String FORM = "%-20s  %-4s  %-24s  %-24s  %6s  %8s";

  /** The table, line by line. */
  public List<String> lines(List<String> rows) {
    return Stream.concat(
            Stream.of(
                line("median (least–most)", "", "Multinode", "Erlang/OTP", "ratio", "raw TCP")),
            rows.stream().map(this::line))
        .toList();
  }

  private String line(String row) {
    String unit = ours.unit(row).isEmpty() ? otp.unit(row) : ours.unit(row);
    Optional<Double> ratio =
        ours.median(row).flatMap(mine -> otp.median(row).map(theirs -> mine / theirs));
    return line(
        row,
        unit,
        orDash(ours.text(row)),
        orDash(otp.text(row)),
        ratio.map("%.2f"::formatted).orElse("–"),
        ROUND_TRIPS.contains(row) ? Samples.brief(tcp) : "");
  }

  private static String orDash(String figures) {
    return figures.isEmpty() ? "–" : figures;
  }

  private static String line(
      String row, String unit, String ours, String otp, String ratio, String tcp) {
    return FORM.formatted(row, unit, ours, otp, ratio, tcp).stripTrailing();
  }
}
