package multinode.web;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import multinode.cluster.Joining;
import multinode.genserver.GenServer;
import multinode.node.Node;
import multinode.supervisor.Application;
import multinode.supervisor.ChildSpec;
import multinode.supervisor.Strategy;
import multinode.supervisor.Supervisor;
import multinode.swarm.Swarm;

/**
 * The page of a node: a web server on it, and a process that tells the pages of other nodes how
 * this one is. It costs next to nothing while nobody looks.
 */
public final class Page implements AutoCloseable {

  /** How long a balancer waits for a node that is joining; it gives up after two seconds. */
  private static final Duration JOINING = Duration.ofMillis(1_700);

  /** Of a node that was in a cluster, and is in none now. */
  private static final Health LEFT = new Health(503, "{\"status\":\"left\"}");

  private static final Duration PAUSE = Duration.ofMillis(20);

  private static final Set<String> VIEWS =
      Set.of(
          "/",
          "/story",
          "/moment",
          "/managers",
          "/roomy",
          "/counter",
          "/server",
          "/node",
          "/ladder");

  private final Node node;
  private final PageSettings settings;
  private final Story story;
  private final Scene scene;
  private final Ladder ladder;
  private final Assets assets = new Assets();
  private final PageCounter memory = new MemoryCounter();
  private final WebServer server;
  private final Runnable endWitness;

  /** Whether somebody who looked has seen this node in a cluster. */
  private volatile boolean joined;

  private Page(Node node, PageSettings settings, Cuts cuts) throws IOException {
    this.node = node;
    this.settings = settings;
    cuts.of(node);
    scene = new Scene(node, cuts);
    ladder = new Ladder(node);
    Live live = new Live(scene, this::inner, Live.PATIENCE);
    InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
    server = WebServer.start(address, new Guard(settings.host()), this::answer, live);
    story = new Story(node);
    Witness told = new Witness(node, story, address(), cuts, ladder);
    endWitness =
        Application.keep(
            node,
            "page",
            Supervisor.of(
                Strategy.ONE_FOR_ONE,
                ChildSpec.of(Witness.NAME, top -> GenServer.startLink(top, Witness.NAME, told))));
  }

  /**
   * Gives a node its page.
   *
   * @throws IOException when it cannot listen there, most likely because the port is taken
   */
  public static Page start(Node node, PageSettings settings) throws IOException {
    return start(node, settings, new Cuts());
  }

  /** The same, on a node that refuses those whose links are cut. */
  static Page start(Node node, PageSettings settings, Cuts cuts) throws IOException {
    return node.parts().add(new Page(node, settings, cuts));
  }

  /** Where a browser finds it, such as {@code http://127.0.0.1:4005/}. */
  public String address() {
    String host =
        switch (settings.host()) {
          case "0.0.0.0" -> "127.0.0.1";
          case "::" -> "::1";
          default -> settings.host();
        };
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port() + "/";
  }

  /** Adds something to the story that nodes do not know by themselves. */
  public void tell(String text) {
    story.tell(text);
  }

  /** How many views are watched just now. */
  int watchers() {
    return scene.watchers();
  }

  /** What its button counts with. */
  public PageCounter counter() {
    if (settings.remembers()) return memory;
    return new ClusterCounter(needSwarm());
  }

  private Optional<Swarm> swarm() {
    Optional<Swarm> swarm = Witness.swarm(node);
    if (swarm.isPresent()) joined = true;
    return swarm;
  }

  private Swarm needSwarm() {
    return swarm().orElseThrow(Refusal::notJoined);
  }

  private Answer answer(Asked asked) {
    if (asked.method().equals("POST")) return act(asked);
    if (asked.path().equals("/healthcheck")) {
      Health health = health();
      return Answer.json(health.code(), health.body());
    }
    return assets.find(asked.path()).orElseGet(() -> show(asked));
  }

  /**
   * How the node is. A balancer that asks while the node is joining gets its answer when that is
   * done, or has taken too long: it may not ask again for a while.
   */
  private Health health() {
    long end = System.nanoTime() + JOINING.toNanos();
    boolean joins = !node.parts().all(Joining.class).isEmpty();
    while (joins && swarm().isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    Optional<Swarm> swarm = swarm();
    return swarm.isEmpty() && joined ? LEFT : Health.of(swarm);
  }

  private Answer show(Asked asked) {
    if (VIEWS.contains(asked.path())) scene.refresh();
    Seen seen = see(asked);
    return page(seen.status(), asked, seen.view());
  }

  /** What is to be seen, and the status of HTTP that goes with it. */
  private record Seen(int status, Html view) {}

  /** A view; or why it cannot be had just now, which is no reason not to try again. */
  private Seen see(Asked asked) {
    if (!VIEWS.contains(asked.path())) {
      String text =
          "<h1>Nothing here</h1><p>There is no {} on this page. <a href=\"/\">Look at the cluster</a>.</p>";
      return new Seen(404, Html.of(text, asked.path()));
    }
    try {
      return new Seen(200, view(asked));
    } catch (Refusal refused) {
      return sorry(refused.status(), refused);
    } catch (RuntimeException e) {
      WebServer.LOG.log(Level.DEBUG, "cannot show " + asked.path(), e);
      return sorry(503, e);
    }
  }

  private static Seen sorry(int status, RuntimeException why) {
    String text = "<h1>Not now</h1><p class=\"none\">{}</p>";
    return new Seen(status, Html.of(text, String.valueOf(why.getMessage())));
  }

  private Answer page(int status, Asked asked, Html view) {
    String[] both =
        asked.values().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .flatMap(one -> List.of(one.getKey(), one.getValue()).stream())
            .toArray(String[]::new);
    String url = Html.url(asked.path(), both);
    Html inner = Layout.inner(node.self().toString(), asked.path(), view);
    return Answer.html(status, Layout.page(node.self().toString(), url, inner, assets));
  }

  /** What changes of the page at an address. */
  private Html inner(String url) {
    Asked asked = Asked.of(url);
    return Layout.inner(node.self().toString(), asked.path(), see(asked).view());
  }

  private Html view(Asked asked) {
    Search search = new Search(scene);
    return switch (asked.path()) {
      case "/story" -> new StoryView(scene).show(asked);
      case "/moment" -> new StoryView(scene).moment(asked);
      case "/managers" -> new ManagersView(scene, search, needSwarm()).show(asked);
      case "/roomy" -> new RoomyView(scene, search, needSwarm()).show(asked);
      case "/counter" -> new CounterView(node.self().toString(), counter()).show();
      case "/server" -> new DetailView(scene, swarm()).server(asked);
      case "/node" -> new DetailView(scene, swarm()).node(asked);
      case "/ladder" -> new LadderView(node.self().toString(), ladder, scene).show(asked);
      default -> new ClusterView(scene, search, lab().isPresent()).show(asked);
    };
  }

  private Optional<Lab> lab() {
    return settings.lab() && settings.isLoopback()
        ? Optional.of(new Lab(settings.output()))
        : Optional.empty();
  }

  private Answer act(Asked asked) {
    String said = new Actions(scene, story, this::counter, swarm(), lab()).act(asked);
    if (asked.fromScript()) return Answer.html(200, Html.of("{}", said));
    String back = asked.value("back");
    return Answer.seeOther(back.matches("/([^/\\\\].*)?") ? back : "/");
  }

  @Override
  public void close() {
    node.parts().remove(this);
    server.close();
    scene.close();
    ladder.close();
    endWitness.run();
    story.close();
  }

  @Override
  public String toString() {
    return "page at " + address();
  }
}
