package multinode.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import multinode.cluster.Clusters;
import multinode.cluster.Epmd;
import multinode.node.Node;
import multinode.process.Pid;
import multinode.roomy.Roomy;
import multinode.swarm.Settings;
import multinode.swarm.Swarm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** The page of a node, as browsers and others see it. */
@ExtendWith(HarnessExtension.class)
class PageTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final List<String> printed = new ArrayList<>();
  private Swarm swarm;

  private Page page(Nodes nodes, boolean lab) throws IOException {
    Node node = nodes.start("a");
    swarm =
        Swarm.start(
            Clusters.connect(nodes, Clusters.topology(nodes, Epmd.of("a@127.0.0.1")), node)
                .getFirst(),
            Settings.STANDARD);
    Consumer<String> output = printed::add;
    return Page.start(node, new PageSettings("127.0.0.1", 0, false, lab, output));
  }

  private static int port(Page page) {
    return Integer.parseInt(page.address().replaceAll("\\D+", " ").strip().split(" ")[4]);
  }

  /** Sends bytes as they are, and reads the answer to its end. */
  private static String raw(Page page, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(page))) {
      socket.setSoTimeout((int) LIMIT.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static String get(Page page, String path) throws IOException {
    return raw(
        page,
        "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n\r\n"
            .formatted(path, port(page)));
  }

  static String post(Page page, String path, String body) throws IOException {
    int port = port(page);
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost:%d\r\nOrigin: http://localhost:%d\r\nHX-Request: true\r\n"
            + "Connection: close\r\nContent-Length: %d\r\n\r\n%s";
    return raw(page, head.formatted(path, port, port, body.length(), body));
  }

  /** Some machines have no IPv6, and so no such page. */
  @Test
  void anIpv6HostStandsInBrackets(Nodes nodes) throws Exception {
    assumeTrue(NetworkInterface.getByInetAddress(InetAddress.ofLiteral("::1")) != null);
    PageSettings settings = new PageSettings("::1", 0, false, false, printed::add);
    Page page = Page.start(nodes.start("a"), settings);
    assertThat(page.address()).startsWith("http://[::1]:");
    HttpRequest asks = HttpRequest.newBuilder(URI.create(page.address())).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(asks, BodyHandlers.ofString()).body()).contains("<title>");
    }
  }

  @Test
  void everyViewIsOneClickAway(Nodes nodes) throws IOException {
    Page page = page(nodes, false);
    String home = get(page, "/");
    for (String view : List.of("/story", "/managers", "/roomy", "/counter")) {
      assertThat(home).contains("href=\"" + view + "\"");
      assertThat(get(page, view)).startsWith("HTTP/1.1 200").contains("aria-current=\"page\"");
    }
    assertThat(home).contains("data-node=\"a@127.0.0.1\"").contains("this node");
    assertThat(get(page, "/nowhere")).startsWith("HTTP/1.1 404");
  }

  @Test
  void itLetsNothingInThatIsNotItsOwn(Nodes nodes) throws IOException {
    assertThat(get(page(nodes, false), "/"))
        .contains("default-src 'none'; script-src 'self'; style-src 'self'")
        .contains("frame-ancestors 'none'")
        .containsIgnoringCase("X-Content-Type-Options: nosniff")
        .doesNotContain("style=\"")
        .doesNotContain("onclick");
  }

  @Test
  void aRoomWithTheNameOfAScriptIsAName(Nodes nodes) throws IOException {
    Page page = page(nodes, false);
    assertThat(post(page, "/roomy/room", "room=%3Cscript%3Ealert(1)%3C%2Fscript%3E"))
        .startsWith("HTTP/1.1 200")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt; is there");
    for (String view :
        List.of("/", "/roomy", "/story", "/server?name=room+%3Cscript%3Ealert(1)%3C/script%3E")) {
      assertThat(get(page, view))
          .as(view)
          .contains("&lt;script&gt;alert(1)")
          .doesNotContain("<script>alert");
    }
  }

  @Test
  void theMessagesOfAnotherNodesLinkAreShown(Nodes nodes) throws IOException {
    List<Node> all = List.of(nodes.start("a"), nodes.start("b"), nodes.start("c"));
    Node b = all.get(1);
    List<Page> pages = new ArrayList<>();
    for (Node node : all.subList(0, 2)) {
      pages.add(Page.start(node, new PageSettings("127.0.0.1", 0, false, false, printed::add)));
      if (node != b) assertThat(node.connect(b.self()).connected()).isTrue();
    }
    assertThat(b.connect(all.get(2).self()).connected()).isTrue();
    Pid reader = all.get(2).spawn(me -> me.receive());
    String ladder = "/ladder?node=%s&peer=%s".formatted(b.self(), all.get(2).self());
    Await.until(
        "a's page shows what b sends to c",
        LIMIT,
        () -> {
          b.processes().send(reader, "Good morning");
          return askedFor(pages.getFirst(), ladder).contains("Good morning");
        });
  }

  static String askedFor(Page page, String path) {
    try {
      return get(page, path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aGetChangesNothing(Nodes nodes) throws IOException {
    Page page = page(nodes, true);
    for (String path :
        List.of(
            "/counter?add=1",
            "/managers/start?number=5",
            "/roomy/room?room=x",
            "/lab?do=kill&node=a@127.0.0.1")) {
      get(page, path);
    }
    assertThat(get(page, "/counter")).contains("aria-live=\"polite\">0<");
    assertThat(get(page, "/managers")).contains("0 managers");
    assertThat(printed).isEmpty();
  }

  @Test
  void othersPagesMayNotPressItsButtons(Nodes nodes) throws IOException {
    Page page = page(nodes, true);
    String evil =
        "POST /counter HTTP/1.1\r\nHost: localhost:%d\r\nOrigin: http://evil.example\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    assertThat(raw(page, evil.formatted(port(page)))).startsWith("HTTP/1.1 403");
    String rebound =
        "GET / HTTP/1.1\r\nHost: evil.example:%d\r\nConnection: close\r\n\r\n"
            .formatted(port(page));
    assertThat(raw(page, rebound)).startsWith("HTTP/1.1 403").doesNotContain("a@127.0.0.1");
    assertThat(get(page, "/counter")).contains("aria-live=\"polite\">0<");
  }

  @Test
  void labButtonsAskTheProgramThatStartedTheNode(Nodes nodes) throws IOException {
    Page page = page(nodes, true);
    assertThat(post(page, "/lab", "do=kill&node=a@127.0.0.1"))
        .contains("asked ./lab up to kill -9 a");
    assertThat(printed).containsExactly("lab, please: kill a@127.0.0.1");
    assertThat(post(page, "/lab", "do=kill&node=a@127.0.0.1%0Alab,+please:+kill+b"))
        .startsWith("HTTP/1.1 400");
    assertThat(post(page, "/lab", "do=explode&node=a@127.0.0.1")).startsWith("HTTP/1.1 400");
    assertThat(printed).hasSize(1);
  }

  @Test
  void thereAreNoLabButtonsOtherwise(Nodes nodes) throws IOException {
    Page page = page(nodes, false);
    assertThat(get(page, "/")).doesNotContain("action=\"/lab\"");
    assertThat(post(page, "/lab", "do=kill&node=a@127.0.0.1")).startsWith("HTTP/1.1 403");
    assertThat(printed).isEmpty();
  }

  @Test
  void aBodyThatIsTooLargeIsRefused(Nodes nodes) throws IOException {
    Page page = page(nodes, false);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(page))) {
      socket.setSoTimeout((int) LIMIT.toMillis());
      OutputStream out = socket.getOutputStream();
      String head =
          "POST /roomy/room HTTP/1.1\r\nHost: localhost:%d\r\nOrigin: http://localhost:%d\r\nContent-Length: 10000000\r\n\r\nroom="
              .formatted(port(page), port(page));
      out.write(head.getBytes(StandardCharsets.UTF_8));
      out.write(new byte[WebServer.LARGEST]);
      out.flush();
      byte[] begin = socket.getInputStream().readNBytes(12);
      assertThat(new String(begin, StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 413");
    }
    assertThat(get(page, "/roomy")).contains("There are no rooms yet");
  }

  @Test
  void garbageOnThePortHarmsNobody(Nodes nodes) throws IOException {
    Page page = page(nodes, false);
    for (String garbage :
        List.of(
            "\u0016\u0003\u0001\u0002 hello\r\n\r\n",
            "GET\r\n\r\n",
            "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
      assertThat(raw(page, garbage)).doesNotStartWith("HTTP/1.1 200");
    }
    assertThat(get(page, "/healthcheck"))
        .startsWith("HTTP/1.1 200")
        .endsWith("{\"status\":\"ok\"}");
  }

  @Test
  void aPageThatReadsNothingHoldsNobodyUp(Nodes nodes) throws IOException {
    Page page = page(nodes, false);
    try (Socket slow = open(page, "/counter");
        Socket quick = open(page, "/counter")) {
      quick.setSoTimeout((int) LIMIT.toMillis());
      for (int i = 1; i <= 200; i++) post(page, "/counter", "");
      awaitText(quick.getInputStream(), ">200<");
      assertThat(slow.isConnected()).isTrue();
    }
  }

  @Test
  void changesArriveWithinAQuarterOfASecondButNoMoreThanTenASecond(Nodes nodes) throws Exception {
    Page page = page(nodes, false);
    try (Socket live = open(page, "/counter")) {
      live.setSoTimeout((int) LIMIT.toMillis());
      awaitText(live.getInputStream(), ">0<");
      long begin = System.nanoTime();
      post(page, "/counter", "");
      awaitText(live.getInputStream(), ">1<");
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isLessThan(Await.limit(Duration.ofSeconds(2)));
      int presses = 100;
      begin = System.nanoTime();
      for (int i = 0; i < presses; i++) post(page, "/counter", "");
      int frames = awaitText(live.getInputStream(), ">101<");
      double seconds = (System.nanoTime() - begin) / 1e9;
      assertThat((double) frames).isLessThan(10 * seconds + 3);
    }
  }

  private static Socket open(Page page, String view) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(page));
    String request =
        "GET /live?view=%s HTTP/1.1\r\nHost: localhost:%d\r\n\r\n".formatted(view, port(page));
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return socket;
  }

  /** Reads until some text comes; how many states came until then. */
  private static int awaitText(InputStream in, String wanted) throws IOException {
    StringBuilder read = new StringBuilder();
    byte[] bytes = new byte[8192];
    while (read.indexOf(wanted) < 0) {
      int n = in.read(bytes);
      if (n < 0) throw new AssertionError("the stream has ended before it said " + wanted);
      read.append(new String(bytes, 0, n, StandardCharsets.UTF_8));
    }
    return read.toString().split("data: <header", -1).length - 1;
  }

  @Test
  void nobodyIsAskedWhenNobodyLooks(Nodes nodes) throws IOException {
    Page page = page(nodes, false);
    try (Socket live = open(page, "/")) {
      live.setSoTimeout((int) LIMIT.toMillis());
      awaitText(live.getInputStream(), "this node");
      assertThat(page.watchers()).isEqualTo(1);
    }
    Await.until("nobody watches any more", LIMIT, () -> page.watchers() == 0);
  }

  @Test
  void tenThousandRoomsAreCountedAndFound(Nodes nodes) throws IOException {
    Page page = page(nodes, false);
    List<String> names = IntStream.range(0, 10_000).mapToObj("hall %05d"::formatted).toList();
    for (int i = 0; i < names.size(); i += 1_000) {
      new Roomy(swarm).addRooms(names.subList(i, i + 1_000));
    }
    for (String view : List.of("/", "/roomy", "/story", "/managers", "/node?name=a@127.0.0.1")) {
      String shown = get(page, view);
      assertThat(shown).as(view).startsWith("HTTP/1.1 200").hasSizeLessThan(100_000);
    }
    assertThat(get(page, "/")).contains("10,000 servers");
    assertThat(get(page, "/roomy?find=hall+07777")).contains("hall 07777").contains("10,000 rooms");
  }

  @Test
  void withoutAClusterItSaysSo(Nodes nodes) throws IOException {
    Page page = Page.start(nodes.start("a"), PageSettings.STANDARD);
    assertThat(get(page, "/healthcheck")).startsWith("HTTP/1.1 503").contains("starting");
    assertThat(get(page, "/counter"))
        .startsWith("HTTP/1.1 503")
        .contains("has not joined a cluster");
    assertThat(get(page, "/")).startsWith("HTTP/1.1 200");
  }
}
