package multinode.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import multinode.genserver.CallFailed;

/**
 * The JDK's HTTP server as the page needs it: a virtual thread a request, a guard before all,
 * bounds for what is sent to it, and one sentence for what goes wrong.
 */
final class WebServer implements AutoCloseable {

  static final System.Logger LOG = System.getLogger("multinode.web");

  /** How many bytes a form may have. */
  static final int LARGEST = 16 << 10;

  /** What is smaller than this is not worth to be packed. */
  private static final int SMALL = 1_000;

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Guard guard;
  private final Function<Asked, Answer> routes;
  private final Live live;

  private WebServer(HttpServer server, Guard guard, Function<Asked, Answer> routes, Live live) {
    this.server = server;
    this.guard = guard;
    this.routes = routes;
    this.live = live;
  }

  /**
   * Listens.
   *
   * @throws IOException when it cannot, most likely because the port is taken
   */
  static WebServer start(
      InetSocketAddress address, Guard guard, Function<Asked, Answer> routes, Live live)
      throws IOException {
    limits();
    WebServer web = new WebServer(HttpServer.create(address, 0), guard, routes, live);
    web.server.setExecutor(web.threads);
    web.server.createContext("/", web::handle);
    web.server.start();
    return web;
  }

  /** How the JDK's server takes its bounds; what somebody has set stays. */
  private static void limits() {
    Map.of(
            "sun.net.httpserver.maxReqTime", "10",
            "sun.net.httpserver.maxReqHeaders", "60",
            "sun.net.httpserver.maxReqHeaderSize", "16384",
            "sun.net.httpserver.idleInterval", "30",
            "sun.net.httpserver.drainAmount", "65536",
            "sun.net.httpserver.nodelay", "true",
            "jdk.httpserver.maxConnections", "2000")
        .forEach((name, value) -> {
          if (System.getProperty(name) == null) System.setProperty(name, value);
        });
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer;
      boolean script = !header(exchange.getRequestHeaders(), "HX-Request").isEmpty();
      try {
        if (exchange.getRequestURI().getPath().equals("/live")) {
          stream(exchange);
          return;
        }
        answer = routes.apply(read(exchange));
      } catch (Refusal refused) {
        answer = sorry(script, refused.status(), refused.getMessage());
      } catch (CallFailed failed) {
        answer = sorry(script, 503, "no answer from the cluster: " + failed.getMessage());
      } catch (IllegalStateException | IllegalArgumentException failed) {
        answer = sorry(script, 503, "that could not be done: " + failed.getMessage());
      }
      send(exchange, answer);
    } catch (IOException gone) {
      // The browser has gone, or sends nonsense.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "the page failed at " + exchange.getRequestURI().getPath(), e);
      throw e;
    }
  }

  /** What the page's script is told becomes part of the page. */
  private static Answer sorry(boolean script, int status, String why) {
    return script ? Answer.html(status, Html.of("{}", why)) : Answer.text(status, why);
  }

  private Asked read(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    String method = exchange.getRequestMethod();
    String host = header(headers, "Host");
    Guard.Signs signs =
        new Guard.Signs(method, host, header(headers, "Origin"), header(headers, "Sec-Fetch-Site"));
    guard
        .check(signs)
        .ifPresent(refused -> {
          throw refused;
        });
    Map<String, String> values = new HashMap<>();
    Asked.read(exchange.getRequestURI().getRawQuery(), values);
    if (method.equals("POST")) {
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
      if (body.length > LARGEST) {
        exchange.getResponseHeaders().set("Connection", "close");
        throw new Refusal(413, "a form has at most %,d bytes".formatted(LARGEST));
      }
      Asked.read(new String(body, StandardCharsets.UTF_8), values);
    }
    boolean script = !header(headers, "HX-Request").isEmpty();
    return new Asked(method, exchange.getRequestURI().getPath(), values, script);
  }

  private static String header(Headers headers, String name) {
    String value = headers.getFirst(name);
    return value == null ? "" : value;
  }

  private void stream(HttpExchange exchange) throws IOException, InterruptedException {
    Asked asked = read(exchange);
    String url = asked.value("view");
    if (!url.startsWith("/") || url.length() > 4 * Asked.LONGEST) {
      throw new Refusal(400, "the view to be shown has to be an address of this page");
    }
    Headers headers = headers(exchange);
    headers.set("Content-Type", "text/event-stream; charset=utf-8");
    headers.set("X-Accel-Buffering", "no");
    exchange.sendResponseHeaders(200, 0);
    live.serve(url, exchange.getResponseBody());
  }

  private static Headers headers(HttpExchange exchange) {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
    return headers;
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    Headers headers = headers(exchange);
    headers.set("Content-Type", answer.type());
    answer.headers().forEach(headers::set);
    byte[] body = answer.body();
    boolean packs = header(exchange.getRequestHeaders(), "Accept-Encoding").contains("gzip");
    if (packs && body.length >= SMALL) {
      headers.set("Content-Encoding", "gzip");
      body = pack(body);
    }
    boolean none = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
    exchange.sendResponseHeaders(answer.status(), none ? -1 : body.length);
    if (none) return;
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static byte[] pack(byte[] body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 3);
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(body);
    }
    return packed.toByteArray();
  }

  @Override
  public void close() {
    live.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
