package workbook.harness;

import java.io.Console;

/** Colours of a terminal, or none. */
@FunctionalInterface
public interface Colours {

  /** Whether there are any. */
  boolean colour();

  /** Colours, where output goes to a terminal and the environment does not forbid them. */
  static Colours ofTerminal() {
    Console console = System.console();
    boolean on = console != null && console.isTerminal() && !areForbidden();
    return () -> on;
  }

  /** Whether the environment forbids them. */
  static boolean areForbidden() {
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    return dumb || !System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
  }

  /** For what is well. */
  default String green(String text) {
    return paint("32", text);
  }

  /** For what is wrong. */
  default String red(String text) {
    return paint("31", text);
  }

  /** For what needs care. */
  default String yellow(String text) {
    return paint("33", text);
  }

  /** For what stands out. */
  default String bold(String text) {
    return paint("1", text);
  }

  /** For what stands back. */
  default String dim(String text) {
    return paint("2", text);
  }

  private String paint(String code, String text) {
    return colour() && !text.isEmpty() ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
