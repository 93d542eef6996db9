package workbook.harness;

import java.io.Console;

/**
 * Colours of a terminal, or none.
 *
 * @param on whether there are any
 */
public record Paint(boolean on) {

  /** Colours, where output goes to a terminal and {@code NO_COLOR} does not forbid them. */
  public static Paint ofTerminal() {
    Console console = System.console();
    String forbidden = System.getenv().getOrDefault("NO_COLOR", "");
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    return new Paint(console != null && console.isTerminal() && forbidden.isEmpty() && !dumb);
  }

  /** For what is well. */
  public String green(String text) {
    return with("32", text);
  }

  /** For what is wrong. */
  public String red(String text) {
    return with("31", text);
  }

  /** For what stands out. */
  public String bold(String text) {
    return with("1", text);
  }

  /** For what stands back. */
  public String dim(String text) {
    return with("2", text);
  }

  private String with(String code, String text) {
    return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
