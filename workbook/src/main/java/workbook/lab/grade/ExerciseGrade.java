package workbook.lab.grade;

import workbook.lab.book.Exercise;

/**
 * How one exercise of a submission is.
 *
 * @param exercise which
 * @param state how it is
 * @param message why it has no points: the first failing claim; empty when it is green
 * @param green how many of its tests were green
 * @param tests how many it has
 */
record ExerciseGrade(Exercise exercise, State state, String message, int green, int tests) {

  /** How it can be. */
  enum State {
    /** All its tests came to their ends, and were green. */
    GREEN,
    /** A test was red, or did not come to its end. */
    RED,
    /** It is not written yet, or waits for one that is not. */
    UNWRITTEN,
    /** A file of it is missing, cannot be read, or does not compile. */
    UNUSABLE,
    /** A file of it uses what submitted code may not, and so nothing of it was run. */
    REFUSED
  }

  private static final int LONGEST = 6_000;

  ExerciseGrade {
    if (message.length() > LONGEST) {
      boolean halves = Character.isHighSurrogate(message.charAt(LONGEST - 1));
      message = message.substring(0, halves ? LONGEST - 1 : LONGEST) + "\n…";
    }
  }

  boolean isGreen() {
    return state == State.GREEN;
  }

  int points() {
    return isGreen() ? exercise.points() : 0;
  }

  /** The message's first line. */
  String headline() {
    return message.lines().findFirst().orElse("");
  }
}
