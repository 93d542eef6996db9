package workbook.lab.verify;

import java.util.List;

/**
 * What a lesson shows of a console after something was typed: two strands of lines, each in its
 * order. Between the two there is none: they come from different processes.
 *
 * @param answer what is printed until the next prompt; all of it must come
 * @param news what other processes print meanwhile; the lesson shows it where somebody looks
 * @param due how many of the news must have come
 */
record Shown(List<String> answer, List<String> news, int due) {

  /** An answer, and no news. */
  static Shown of(List<String> answer) {
    return new Shown(answer, List.of(), 0);
  }

  /** Whether it ends in any lines, more of which may still come. */
  boolean isOpen() {
    return isOpen(answer) || isOpen(news.subList(0, due));
  }

  private static boolean isOpen(List<String> lines) {
    return !lines.isEmpty() && lines.getLast().strip().equals(Likeness.ANYTHING);
  }
}
