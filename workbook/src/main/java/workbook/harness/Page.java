package workbook.harness;

/** A page of HTML that needs nothing else: a title, a text, and a picture below. */
public final class Page {

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="color-scheme" content="light dark">
      <title>%1$s</title>
      <style>
        body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem; }
        pre { white-space: pre-wrap; font: 13px/1.5 ui-monospace, monospace; }
        svg { font: 12px ui-monospace, monospace; fill: currentColor; }
      %2$s</style>
      <h1>%1$s</h1>
      <pre>%3$s</pre>
      %4$s</html>
      """;

  private Page() {}

  /**
   * A page.
   *
   * @param title any text
   * @param text any text; its lines stay as they are
   * @param style the picture's own rules of CSS, each with a line end
   * @param picture HTML, with a line end
   */
  public static String of(String title, String text, String style, String picture) {
    return PAGE.formatted(escape(title), style, escape(text), picture);
  }

  /** Any text as HTML that shows it. */
  public static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
