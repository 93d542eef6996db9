package multinode.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * A piece of a page. It is made of templates of this program and of values that are escaped, so
 * that nobody's name can become markup.
 *
 * @param markup what a browser is sent
 */
record Html(String markup) {

  static final Html NONE = new Html("");

  private static final String HOLE = "{}";

  /**
   * A template with its holes {@code {}} filled. A hole is text, or stands between the quotes of an
   * attribute; what is {@code Html} already stays as it is, a collection is all of its pieces.
   *
   * @param template a constant of this program
   * @throws IllegalArgumentException when there are not as many values as holes
   */
  static Html of(String template, Object... values) {
    StringBuilder out = new StringBuilder(template.length() + 64 * values.length);
    int from = 0;
    for (Object value : values) {
      int hole = template.indexOf(HOLE, from);
      if (hole < 0) throw new IllegalArgumentException("more values than holes: " + template);
      out.append(template, from, hole);
      fill(out, value);
      from = hole + HOLE.length();
    }
    if (template.indexOf(HOLE, from) >= 0) {
      throw new IllegalArgumentException("more holes than values: " + template);
    }
    return new Html(out.append(template, from, template.length()).toString());
  }

  private static void fill(StringBuilder out, Object value) {
    switch (value) {
      case Html html -> out.append(html.markup);
      case Collection<?> all -> all.forEach(one -> fill(out, one));
      default -> escape(out, value.toString());
    }
  }

  private static void escape(StringBuilder out, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '\t', '\n' -> out.append(c);
        default -> out.append(c < ' ' ? '\ufffd' : c);
      }
    }
  }

  /** A piece for each of these. */
  static <T> Html each(Collection<T> all, Function<? super T, Html> piece) {
    StringBuilder out = new StringBuilder();
    for (T one : all) out.append(piece.apply(one).markup);
    return new Html(out.toString());
  }

  /** A piece, or nothing. */
  static Html when(boolean condition, String template, Object... values) {
    return condition ? of(template, values) : NONE;
  }

  /** An address on this page: {@code url("/server", "name", name)}. */
  static String url(String path, String... namesAndValues) {
    StringBuilder url = new StringBuilder(path);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      url.append(i == 0 ? '?' : '&').append(namesAndValues[i]).append('=');
      url.append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
    }
    return url.toString();
  }

  /** An id of an element for a name: the same every time, and no other name's. */
  static String id(String kind, String name) {
    return kind + "-" + HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return markup;
  }
}
