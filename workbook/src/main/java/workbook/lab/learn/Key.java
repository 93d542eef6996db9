package workbook.lab.learn;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A key that {@link Watch} knows. */
public enum Key {
  /** One more hint. */
  HINT('h', "hint"),
  /** All exercises, and how they are. */
  LIST('l', "list"),
  /** To the exercise after this one, done or not. */
  NEXT('n', "next"),
  /** To the exercise before this one. */
  PREVIOUS('p', "previous"),
  /** The files of the exercise as they were handed out. */
  RESET('r', "reset"),
  /** How the finished code differs. */
  SOLUTION('s', "solution"),
  /** The end. */
  QUIT('q', "quit"),
  /** The tests once more. */
  AGAIN('\n', "run again");

  private static final char END_OF_INPUT = 4; // Ctrl-D

  private final char key;
  private final String does;

  Key(char key, String does) {
    this.key = key;
    this.does = does;
  }

  /** The one that is typed by this; empty for a key that means nothing. */
  public static Optional<Key> of(char typed) {
    char key = Character.toLowerCase(typed == '\r' ? '\n' : typed == END_OF_INPUT ? 'q' : typed);
    return Arrays.stream(values()).filter(one -> one.key == key).findFirst();
  }

  /** The character that types it. */
  public char typed() {
    return key;
  }

  /** All keys on one line, with what they do. */
  public static String help() {
    return Arrays.stream(values())
        .map(one -> (one == AGAIN ? "Enter" : "" + one.key) + " " + one.does)
        .collect(Collectors.joining("  "));
  }
}
