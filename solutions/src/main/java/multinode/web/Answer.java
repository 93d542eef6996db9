package multinode.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a browser is told.
 *
 * @param status of HTTP
 * @param type of the body
 * @param body may be empty
 * @param headers more of them
 */
record Answer(int status, String type, byte[] body, Map<String, String> headers) {

  private static final String TEXT = "text/plain; charset=utf-8";

  static Answer html(int status, Html html) {
    return new Answer(status, "text/html; charset=utf-8", bytes(html.markup()), Map.of());
  }

  static Answer text(int status, String text) {
    return new Answer(status, TEXT, bytes(text + "\n"), Map.of());
  }

  static Answer json(int status, String json) {
    return new Answer(status, "application/json", bytes(json), Map.of());
  }

  /** "Done: look there now." */
  static Answer seeOther(String url) {
    return new Answer(303, TEXT, new byte[0], Map.of("Location", url));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
