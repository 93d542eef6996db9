package multinode.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How something breaks, step by step. Its text is a ladder at most 100 columns wide: the number of
 * a step, who did it, what happened. A fault is marked with an exclamation mark.
 *
 * @param broken what does not hold in the end
 * @param rows what happened
 * @param end the world in which it does not hold
 */
public record Story(String broken, List<Row> rows, String end) {

  private static final int WIDTH = 100;
  private static final int LANES = 40;
  private static final int NUMBER = 5;

  /** One step. */
  public record Row(String who, String what, boolean isFault) {}

  /** A story from what happened in it. */
  static Story of(String broken, List<? extends Step<?>> steps, Object end) {
    return new Story(
        broken,
        steps.stream()
            .map(step -> new Row(step.who(), String.valueOf(step.what()), step.isFault()))
            .toList(),
        String.valueOf(end));
  }

  @Override
  public String toString() {
    List<String> lines =
        new ArrayList<>(wrap("", "Broken after " + steps() + ": " + broken, WIDTH));
    lines.add("");
    lines.addAll(ladder(WIDTH));
    lines.add("");
    lines.addAll(wrap("  end  ", end, WIDTH));
    return String.join("\n", lines);
  }

  /** The rows, in lines of at most so many columns; 60 or more. */
  public List<String> ladder(int width) {
    List<String> lines = new ArrayList<>();
    Map<String, Integer> lanes = lanes();
    int text = NUMBER + 4 + rows.stream().mapToInt(row -> end(row, lanes)).max().orElse(0);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      String who = " ".repeat(lanes.get(row.who())) + row.who();
      String head = "%5d  %s".formatted(i + 1, who);
      String mark = row.isFault() ? "! " : "  ";
      lines.addAll(wrap(head + " ".repeat(text - head.length()) + mark, row.what(), width));
    }
    return lines;
  }

  private String steps() {
    return switch (rows.size()) {
      case 0 -> "no step at all";
      case 1 -> "1 step";
      default -> rows.size() + " steps";
    };
  }

  private static int end(Row row, Map<String, Integer> lanes) {
    return lanes.get(row.who()) + row.who().length();
  }

  /** How far each name stands to the right: everybody has a lane, as long as there is room. */
  private Map<String, Integer> lanes() {
    Map<String, Integer> lanes = new LinkedHashMap<>();
    int at = 0;
    for (String who : rows.stream().map(Row::who).distinct().sorted().toList()) {
      lanes.put(who, at);
      at += who.length() + 1;
    }
    if (at > LANES) lanes.replaceAll((who, lane) -> 0);
    return lanes;
  }

  /** Breaks a text at spaces; what does not fit begins under where the text began. */
  private static List<String> wrap(String head, String text, int width) {
    List<String> lines = new ArrayList<>();
    String left = text;
    int room = width - head.length();
    while (left.length() > room) {
      int space = left.lastIndexOf(' ', room);
      int end = space > 0 ? space : room;
      lines.add((lines.isEmpty() ? head : " ".repeat(head.length())) + left.substring(0, end));
      left = left.substring(end).stripLeading();
    }
    lines.add((lines.isEmpty() ? head : " ".repeat(head.length())) + left);
    return lines;
  }
}
