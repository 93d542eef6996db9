package multinode.web;

import java.util.List;

/** What all views have around them. */
final class Layout {

  private static final String CONFIG = "{\"includeIndicatorCSS\":false,\"defaultTimeout\":8000}";

  /** How the stream comes back: soon, and never after more than a second. */
  private static final String STREAM =
      "{\"sse\":{\"reconnectDelay\":150,\"reconnectMaxDelay\":1000,\"connectTimeout\":3000}}";

  private record Tab(String path, String name) {}

  private static final List<Tab> TABS =
      List.of(
          new Tab("/", "Cluster"),
          new Tab("/story", "Story"),
          new Tab("/managers", "Managers"),
          new Tab("/roomy", "Roomy"),
          new Tab("/counter", "Counter"));

  private Layout() {}

  /**
   * A whole page.
   *
   * @param url its own address, which is looked at again and again
   * @param inner what {@link #inner} makes of it now
   */
  static Html page(String node, String url, Html inner, Assets assets) {
    return Html.of(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{} · Multinode</title>
        <meta name="htmx-config" content="{}">
        <link rel="icon" href="{}">
        <link rel="stylesheet" href="{}">
        <script defer src="{}"></script>
        <script defer src="{}"></script>
        <script defer src="{}"></script>
        </head>
        <body>
        <a class="skip" href="#view">Skip to the content</a>
        <div id="page" hx-sse:connect="{}" hx-swap="innerMorph" hx-config="{}">{}</div>
        <p id="flash" role="status" aria-live="polite"></p>
        </body>
        </html>
        """,
        Names.brief(node),
        CONFIG,
        assets.url("icon.svg"),
        assets.url("page.css"),
        assets.url("htmx.min.js"),
        assets.url("hx-sse.min.js"),
        assets.url("page.js"),
        Html.url("/live", "view", url),
        STREAM,
        inner);
  }

  /** What changes while one looks: the head, and a view. */
  static Html inner(String node, String path, Html view) {
    return Html.of(
        """
        <header class="top">
        <a class="brand" href="/"><svg viewBox="0 0 24 24" aria-hidden="true">\
        <path d="M12 2.5 22 11v10.5H2V11z"/><rect x="9.5" y="13" width="5" height="8.5" rx="1"/></svg>\
        Multinode</a>
        <nav aria-label="Views">{}</nav>
        <p class="served" id="served">served by <b>{}</b><i class="pulse" aria-hidden="true"></i></p>
        </header>
        <main id="view" tabindex="-1">{}</main>
        """,
        Html.each(TABS, tab -> tab(tab, path)),
        Names.brief(node),
        view);
  }

  private static Html tab(Tab tab, String path) {
    String current = tab.path().equals(path) ? "page" : "false";
    return Html.of("<a href=\"{}\" aria-current=\"{}\">{}</a>", tab.path(), current, tab.name());
  }

  /** A form whose button changes something; without the page's script it leads back here. */
  static Html form(String action, String back, Html fields) {
    return Html.of(
        """
        <form method="post" action="{}" hx-post="{}" hx-target="#flash" hx-swap="innerHTML">\
        <input type="hidden" name="back" value="{}">{}</form>\
        """,
        action,
        action,
        back,
        fields);
  }

  /** A value of a form that nobody sees. */
  static Html hidden(String name, String value) {
    return Html.of("<input type=\"hidden\" name=\"{}\" value=\"{}\">", name, value);
  }
}
