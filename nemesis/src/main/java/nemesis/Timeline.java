package nemesis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nemesis.Operation.Outcome;
import workbook.harness.Page;

/** A picture of a run: nodes and clients as rows, faults as bars, operations as marks. */
final class Timeline {

  private static final int LEFT = 90;
  private static final int TOP = 30;
  private static final int ROW = 16;

  /** So many points a second. */
  private static final int SECOND = 80;

  private static final String STYLE =
      """
        path { stroke: currentColor; stroke-opacity: .35; }
        .KILL { fill: #c22; } .STOP { fill: #b60; } .FREEZE { fill: #28c; } .CUT { fill: #83c; }
        .after { fill-opacity: .25; }
        .UNKNOWN { fill: #b60; } .FAIL { fill: #c22; }
        .evidence { fill: none; stroke: #c22; stroke-width: 2; }
      """;

  private static final String PICTURE =
      """
      <p>A bar is a fault, paler until the nodes were whole again: <svg width="12" height="12"><rect
        class="KILL" width="12" height="12"/></svg> killed, <svg width="12" height="12"><rect
        class="STOP" width="12" height="12"/></svg> stopped, <svg width="12" height="12"><rect
        class="FREEZE" width="12" height="12"/></svg> frozen, <svg width="12" height="12"><rect
        class="CUT" width="12" height="12"/></svg> cut off. A mark is an operation: grey when it was
        answered, orange when nobody knows, red when it failed; a red frame is evidence.</p>
      <svg width="%d" height="%d" role="img" aria-label="Nodes, clients and faults over time">
      %s</svg>
      """;

  private final NemesisReport report;
  private final History history;
  private final long start;
  private final long end;
  private final List<String> rows = new ArrayList<>();
  private final StringBuilder svg = new StringBuilder();

  private Timeline(NemesisReport report) {
    this.report = report;
    this.history = report.history();
    List<Operation> all = history.operations();
    long first = all.stream().mapToLong(Operation::begin).min().orElse(0);
    start = Math.min(first, history.begin());
    end =
        all.stream()
            .mapToLong(each -> each.end() == Operation.NEVER ? each.begin() : each.end())
            .max()
            .orElse(start);
    Set<String> nodes = new TreeSet<>();
    history.faults().forEach(fault -> nodes.add(fault.node()));
    rows.addAll(nodes);
    rows.addAll(all.stream().map(Operation::client).collect(Collectors.toCollection(TreeSet::new)));
  }

  static String of(NemesisReport report) {
    return new Timeline(report).page();
  }

  private String page() {
    seconds();
    for (int i = 0; i < rows.size(); i++) text(4, y(i) + ROW - 4, rows.get(i));
    history.faults().forEach(this::fault);
    marks();
    report.violations().forEach(each -> each.evidence().forEach(this::evidence));
    String title = report.folder().getFileName() + ": " + report.summary();
    String picture = PICTURE.formatted(x(end) + 20, y(rows.size()) + 10, svg);
    return Page.of(title, String.join("\n", report.lines()), STYLE, picture);
  }

  private int x(long moment) {
    long bound = Math.clamp(moment, start, Math.max(start, end));
    return LEFT + (int) ((bound - start) * SECOND / 1_000_000);
  }

  private int y(int row) {
    return TOP + row * ROW;
  }

  private void seconds() {
    for (long s = 0; start + s * 1_000_000 <= end; s++) {
      text(LEFT + (int) s * SECOND, 20, s + " s");
    }
  }

  private void text(int x, int y, String text) {
    svg.append("<text x='%d' y='%d'>%s</text>\n".formatted(x, y, Page.escape(text)));
  }

  private void fault(Fault fault) {
    int row = rows.indexOf(fault.node());
    box(fault.kind() + " after", row, fault.begin(), fault.whole(), fault.toString());
    box(fault.kind().name(), row, fault.begin(), fault.healed(), fault.toString());
  }

  private void box(String look, int row, long from, long to, String title) {
    svg.append(
        "<rect class='%s' x='%d' y='%d' width='%d' height='%d'><title>%s</title></rect>\n"
            .formatted(
                look,
                x(from),
                y(row) + 2,
                Math.max(2, x(to) - x(from)),
                ROW - 4,
                Page.escape(title)));
  }

  /** Answered ones as one path a row; the others as boxes that tell what they are. */
  private void marks() {
    Map<String, StringBuilder> paths = new HashMap<>();
    for (Operation each : history.operations()) {
      int row = rows.indexOf(each.client());
      if (each.outcome() == Outcome.OK && x(each.end()) - x(each.begin()) < 3) {
        paths
            .computeIfAbsent(each.client(), unused -> new StringBuilder())
            .append("M%d,%dv%d".formatted(x(each.begin()), y(row) + 4, ROW - 8));
      } else {
        box(each.outcome().name(), row, each.begin(), each.end(), each.toString());
      }
    }
    paths.values().forEach(path -> svg.append("<path d='%s'/>\n".formatted(path)));
  }

  private void evidence(Operation each) {
    box("evidence", rows.indexOf(each.client()), each.begin(), each.end(), each.toString());
  }
}
