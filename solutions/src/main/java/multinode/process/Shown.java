package multinode.process;

/** Values of a program as text, for a person, whatever their own {@code toString} does. */
public final class Shown {

  private Shown() {}

  /** The text of a value; its class, and what was thrown, when it cannot be shown. */
  public static String of(Object value) {
    try {
      return String.valueOf((Object) String.valueOf(value));
    } catch (RuntimeException | StackOverflowError thrown) {
      return "a %s that cannot be shown: %s"
          .formatted(value.getClass().getSimpleName(), thrown.getClass().getSimpleName());
    }
  }
}
