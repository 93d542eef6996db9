package multinode.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import workbook.harness.Nodes;

/**
 * As much of a Kubernetes API as nodes ask when they look for each other: the pods behind one
 * service, as endpoint slices and as endpoints. It answers on a port of 127.0.0.1.
 */
final class FakeApi implements AutoCloseable {

  /** A caller has to show this. */
  static final String TOKEN = "token-of-the-pod";

  private static final String PATHS =
      "/apis/discovery.k8s.io/v1/namespaces/school/endpointslices.*|/api/v1/namespaces/school/endpoints/lab";

  private final HttpServer server;
  private final List<String> pods;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile boolean forbids;

  private FakeApi(HttpServer server, List<String> pods) {
    this.server = server;
    this.pods = pods;
  }

  /** One that knows pods with these addresses behind the service {@code lab} of {@code school}. */
  static FakeApi start(Nodes nodes, String... pods) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, nodes.freePort()), 0);
    FakeApi api = new FakeApi(server, List.of(pods));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", api::answer);
    server.start();
    return nodes.closeLater(api);
  }

  /** The strategy that asks it. */
  Kubernetes strategy() {
    return new Kubernetes("school", "lab", Optional.of(api()));
  }

  private Kubernetes.Api api() {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new Kubernetes.Api(address, TOKEN, "");
  }

  /** From now on nobody has the right to ask; or everybody has. */
  void forbid(boolean value) {
    forbids = value;
  }

  /** The paths that were asked for so far. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(exchange.getRequestURI().toString());
    boolean known =
        ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    if (!known) send(exchange, 401, status("Unauthorized"));
    else if (forbids) send(exchange, 403, status("Forbidden"));
    else if (!path.matches(PATHS)) send(exchange, 404, status("NotFound"));
    else send(exchange, 200, path.contains("endpointslices") ? slices() : endpoints());
  }

  private String slices() {
    return """
    {"kind": "EndpointSliceList", "items": [{"ports": [], "endpoints": [%s]}]}\
    """
        .formatted(list("{\"addresses\": [\"%s\"], \"conditions\": {\"ready\": true}}"));
  }

  private String endpoints() {
    return """
    {"kind": "Endpoints", "subsets": [{"ports": [], "addresses": [%s]}]}\
    """
        .formatted(list("{\"ip\": \"%s\"}"));
  }

  private String list(String form) {
    return pods.stream().map(form::formatted).collect(joining(", "));
  }

  private static String status(String reason) {
    return "{\"kind\": \"Status\", \"reason\": \"%s\"}".formatted(reason);
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** It is gone: nobody answers on its port. */
  @Override
  public void close() {
    server.stop(0);
  }
}
