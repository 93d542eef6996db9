package multinode.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What a browser asks for.
 *
 * @param method GET, HEAD or POST
 * @param path what it asks for
 * @param values of the address, and of the form that was sent
 * @param fromScript whether the page's own script asks, which needs no whole page in return
 */
record Asked(String method, String path, Map<String, String> values, boolean fromScript) {

  /** How long a value may be. */
  static final int LONGEST = 200;

  /** How many values there may be. */
  private static final int MOST = 20;

  /** A value; the empty string where none was sent. */
  String value(String name) {
    return values.getOrDefault(name, "");
  }

  /** Something that must have been said. */
  String need(String name) {
    String value = value(name).strip();
    if (value.isEmpty()) throw new Refusal(400, "\"%s\" is missing: fill it in".formatted(name));
    if (value.length() > LONGEST) {
      throw new Refusal(400, "\"%s\" is longer than %d characters".formatted(name, LONGEST));
    }
    return value;
  }

  /**
   * Reads {@code a=1&b=2} into a map.
   *
   * @throws Refusal when it is not of that form
   */
  static void read(String text, Map<String, String> into) {
    if (text == null || text.isEmpty()) return;
    for (String pair : text.split("&", MOST + 1)) {
      if (into.size() == MOST) throw new Refusal(400, "more than " + MOST + " values");
      String[] both = pair.split("=", 2);
      into.put(decode(both[0]), both.length == 2 ? decode(both[1]) : "");
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, "what was sent is not a form: " + e.getMessage());
    }
  }

  /** The same, for an address with its query. */
  static Asked of(String url) {
    String[] both = url.split("\\?", 2);
    Map<String, String> values = new HashMap<>();
    if (both.length == 2) read(both[1], values);
    return new Asked("GET", both[0], values, false);
  }
}
