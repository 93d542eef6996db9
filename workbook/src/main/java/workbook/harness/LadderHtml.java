package workbook.harness;

/** A ladder as a page that needs nothing else. */
final class LadderHtml {

  private static final int LANE = 150;
  private static final int TIME = 80;
  private static final int ROW = 26;
  private static final int TOP = 40;

  private static final String STYLE =
      """
        line { stroke: currentColor; stroke-width: 1.2; }
        .lane { stroke-opacity: .3; }
        .LOST line, .REFUSED line { stroke: #c22; stroke-dasharray: 4 3; }
        .LOST, .REFUSED { fill: #c22; }
        .DOWN { fill: #b60; }
        .UP { fill: #182; }
        .UP line { stroke: #182; stroke-width: 2; }
        .MARK { fill: #83c; }
        .MARK line { stroke: #83c; stroke-dasharray: 2 4; }
        .time { fill-opacity: .6; }
      """;

  private static final String PICTURE =
      """
      <svg width="%d" height="%d" role="img" aria-label="What was sent between the nodes">
      <defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8"
        orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="context-stroke"/></marker></defs>
      %s
      %s
      </svg>
      """;

  private final Ladder ladder;
  private final int height;

  private LadderHtml(Ladder ladder) {
    this.ladder = ladder;
    this.height = TOP + (ladder.rows().size() + 1) * ROW;
  }

  /** The page of a ladder, below what the test says. */
  static String render(String title, String message, Ladder ladder) {
    return Page.of(title, message, STYLE, new LadderHtml(ladder).picture());
  }

  /** Only the picture, with its style. */
  static String picture(Ladder ladder) {
    return "<style>\n" + STYLE + "</style>\n" + new LadderHtml(ladder).picture();
  }

  private String picture() {
    int longest = ladder.rows().stream().mapToInt(row -> row.label().length()).max().orElse(0);
    int width = TIME + ladder.columns().size() * LANE + longest * 8 + 40;
    StringBuilder lanes = new StringBuilder();
    for (int i = 0; i < ladder.columns().size(); i++) {
      lanes.append(
          "<text x='%d' y='20' text-anchor='middle'>%s</text>%s%n"
              .formatted(
                  x(i),
                  Page.escape(ladder.columns().get(i)),
                  line("lane", x(i), 30, x(i), height)));
    }
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < ladder.rows().size(); i++) rows.append(row(ladder.rows().get(i), i));
    return PICTURE.formatted(width, height, lanes, rows);
  }

  private static int x(int column) {
    return TIME + column * LANE + LANE / 2;
  }

  private String row(Ladder.Row row, int index) {
    int y = TOP + index * ROW + ROW / 2;
    int labels = TIME + ladder.columns().size() * LANE + 10;
    return "<g class='%s'><text class='time' x='0' y='%d'>%.1f ms</text>%s<text x='%d' y='%d'>%s</text></g>%n"
        .formatted(
            row.look(),
            y + 4,
            ladder.millis(row),
            shape(row, y),
            labels,
            y + 4,
            Page.escape(row.label()));
  }

  private String shape(Ladder.Row row, int y) {
    int from = x(row.from());
    int to = x(row.to());
    return switch (row.look()) {
      case ARROW -> arrow(from, to, y);
      case LOST -> arrow(from, (from + to) / 2, y) + cross((from + to) / 2, y);
      case UP -> line("", from, y, to, y) + dot(from, y) + dot(to, y);
      case DOWN -> dot(from, y);
      case REFUSED -> cross(from, y);
      case MARK -> line("", TIME, y, TIME + ladder.columns().size() * LANE, y);
    };
  }

  private static String arrow(int from, int to, int y) {
    return "<line x1='%d' y1='%d' x2='%d' y2='%d' marker-end='url(#tip)'/>"
        .formatted(from, y, to, y);
  }

  private static String line(String css, int x1, int y1, int x2, int y2) {
    return "<line class='%s' x1='%d' y1='%d' x2='%d' y2='%d'/>".formatted(css, x1, y1, x2, y2);
  }

  private static String dot(int x, int y) {
    return "<circle cx='%d' cy='%d' r='4'/>".formatted(x, y);
  }

  private static String cross(int x, int y) {
    return "<text x='%d' y='%d' text-anchor='middle'>✗</text>".formatted(x, y + 4);
  }
}
