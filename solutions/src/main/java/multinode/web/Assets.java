package multinode.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The files of the page. Their addresses change with their content, so browsers may keep them. */
final class Assets {

  private static final Map<String, String> TYPES =
      Map.of(
          "page.css", "text/css; charset=utf-8",
          "page.js", "text/javascript; charset=utf-8",
          "htmx.min.js", "text/javascript; charset=utf-8",
          "hx-sse.min.js", "text/javascript; charset=utf-8",
          "icon.svg", "image/svg+xml");

  private static final Map<String, String> KEPT =
      Map.of("Cache-Control", "public, max-age=31536000, immutable");

  private final Map<String, byte[]> read = new ConcurrentHashMap<>();

  /** Where a browser finds a file. */
  String url(String name) {
    return "/assets/%x/%s".formatted(Arrays.hashCode(content(name)), name);
  }

  /** The file at a path, if there is one. */
  Optional<Answer> find(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (!path.startsWith("/assets/") || !TYPES.containsKey(name)) return Optional.empty();
    return Optional.of(new Answer(200, TYPES.get(name), content(name), KEPT));
  }

  private byte[] content(String name) {
    return read.computeIfAbsent(name, Assets::load);
  }

  private static byte[] load(String name) {
    try (InputStream file = Assets.class.getResourceAsStream(name)) {
      if (file == null) throw new IllegalStateException(name + " is not in this program");
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
