package workbook.lab.up;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.harness.Await;
import workbook.harness.Child;
import workbook.harness.Ports;
import workbook.lab.book.Screen;

/** {@code ./lab up} as its users see it: three real nodes, the real Caddy, a real browser. */
class PageBrowserTest {

  private static final Duration START = Duration.ofMinutes(4); // it may build the workbook first
  private static final Duration SHOWN = Duration.ofSeconds(20);
  private static final Duration MERGED = Duration.ofMinutes(1);
  private static final List<String> NODES = List.of("n1", "n2", "n3");
  private static final Pattern MEMBERS =
      Pattern.compile("<dt>members it sees</dt><dd>([^<]+)</dd>");
  private static final LocatorAssertions.HasTextOptions SOON =
      new LocatorAssertions.HasTextOptions().setTimeout(Windows.LIMIT_MS);
  private static final LocatorAssertions.HasCountOptions SOON_AS_MANY =
      new LocatorAssertions.HasCountOptions().setTimeout(Windows.LIMIT_MS);
  private static final LocatorAssertions.HasCountOptions MERGED_AS_MANY =
      new LocatorAssertions.HasCountOptions().setTimeout(MERGED.toMillis());
  private static final LocatorAssertions.ContainsTextOptions SOON_WITH =
      new LocatorAssertions.ContainsTextOptions().setTimeout(Windows.LIMIT_MS);

  /** How the answer to a press begins that was counted. */
  private static final String COUNTED = "200 Counted: ";

  private static Child lab;
  private static Windows windows;
  private static String address;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> chromium = Windows.find();
    assumeTrue(chromium.isPresent(), "no Chromium on the PATH: apt install chromium");
    assumeTrue(Balancer.find().isPresent(), "no Caddy on the PATH: apt install caddy");
    String root = System.getProperty("workbook.root");
    lab =
        Child.start(
            new ProcessBuilder(
                    Path.of(root, "lab").toString(), "up", "--mapper-port", "" + Ports.free())
                .redirectErrorStream(true));
    Pattern plate = Pattern.compile("as a picture: +(http://\\S+/)");
    assertThat(
            lab.await(
                text -> plate.matcher(text).find() && text.contains("connected to every other"),
                START))
        .as(lab.printed())
        .isTrue();
    address = plate.matcher(lab.printed()).results().findFirst().orElseThrow().group(1);
    windows = new Windows(chromium.get());
  }

  @AfterAll
  static void end() throws InterruptedException {
    if (windows != null) windows.close();
    if (lab != null) {
      lab.end();
      lab.awaitEnd(Duration.ofSeconds(10));
      lab.close();
    }
  }

  /** Whatever a test has done to the nodes. */
  @AfterEach
  void allThere() {
    windows.closeWindows();
    Page page = at("");
    for (String button : List.of("Heal", "Wake", "Start again")) {
      Locator all =
          page.getByRole(AriaRole.BUTTON).filter(new Locator.FilterOptions().setHasText(button));
      while (all.count() > 0) {
        int before = all.count();
        all.first().click();
        assertThat(all).not().hasCount(before, SOON_AS_MANY);
      }
    }
    houses(page, 3);
    Await.until(
        "each node sees three members",
        MERGED,
        () -> NODES.stream().allMatch(node -> members(page, node) == 3));
    windows.closeWindows();
    assertThat(windows.takeErrors()).isEmpty();
  }

  private static long members(Page page, String node) {
    String html = page.request().get(address + about(node)).text();
    return MEMBERS.matcher(html).results().flatMap(m -> Stream.of(m.group(1).split(", "))).count();
  }

  private static Page at(String path) {
    Page page = windows.open();
    Await.until("the balancer shows /" + path, SHOWN, () -> shows(page, path));
    return page;
  }

  /** On a busy machine all nodes may be too slow for the balancer for a moment. */
  private static boolean shows(Page page, String path) {
    try {
      return page.navigate(address + path).ok();
    } catch (PlaywrightException unavailable) {
      return false;
    }
  }

  /** A node may have to start first, or to find its way back. */
  private static void houses(Page page, int up) {
    assertThat(page.locator(".house.here, .house.up")).hasCount(up, MERGED_AS_MANY);
  }

  private static Locator button(Page page, String text) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(text).setExact(true));
  }

  /**
   * Has a page keep what each house says of its node, in {@code seen}, from its first load on: what
   * it says for seconds only may be over before a busy browser is asked again. A page that has
   * heard nothing for long loads itself again, and still knows.
   */
  private static void noteHouses(Page page) {
    page.addInitScript(
        """
        window.seen = new Set(JSON.parse(sessionStorage.getItem('seen') ?? '[]'));
        document.addEventListener('DOMContentLoaded', () => {
          const note = () => {
            for (const house of document.querySelectorAll('.house')) {
              const state = house.querySelector('.state');
              if (state) seen.add(`${house.querySelector('h2').innerText} ${state.innerText}`);
            }
            sessionStorage.setItem('seen', JSON.stringify([...seen]));
          };
          note();
          new MutationObserver(note)
              .observe(document.body, {subtree: true, childList: true, characterData: true});
        });
        """);
  }

  private static String servedBy(Page page) {
    return page.locator("#served b").textContent();
  }

  /** The balancer takes the nodes in turn. */
  private static Page servedByAnyBut(String node) {
    for (int i = 0; i < 3; i++) {
      Page page = at("");
      if (!servedBy(page).equals(node)) return page;
      page.context().close();
    }
    throw new AssertionError("the balancer has sent three windows to " + node);
  }

  private static void addRoom(Page page, String room) {
    page.getByLabel("Name of a room").fill(room);
    button(page, "Add a room").click();
    assertThat(page.locator("[data-room=\"" + room + "\"]")).hasCount(1, SOON_AS_MANY);
  }

  private static void letIn(Page page, String person, String room) {
    page.getByLabel("Name of a person").fill(person);
    page.locator("#into").selectOption(room);
    button(page, "Comes in").click();
    assertThat(in(page, room)).containsText(person, SOON_WITH);
  }

  private static Locator in(Page page, String room) {
    return page.locator("[data-room=\"" + room + "\"]");
  }

  @Test
  @DisplayName(
      "two windows count; the node that serves one is killed; both go on, and nothing is lost")
  void countsOn() {
    Page managers = at("managers");
    int before =
        Integer.parseInt(managers.locator("#managers").textContent().replaceAll("\\D", ""));
    button(managers, "Start managers").click();
    String all = "%,d managers".formatted(before + 1000);
    assertThat(managers.locator("#managers")).hasText(all, SOON);
    Page one = at("counter");
    Page two = at("counter");
    long count = number(one);
    button(one, "Count").click();
    assertThat(two.locator("#count")).hasText("%,d".formatted(count + 1), SOON);
    button(two, "Count").click();
    assertThat(one.locator("#count")).hasText("%,d".formatted(count + 2), SOON);
    String victim = servedBy(one);
    Page cluster = at("");
    button(cluster, "Kill " + victim).click();
    assertThat(one.locator("#served b")).not().hasText(victim, SOON);
    assertThat(managers.locator(".gone th")).hasText(victim, SOON);
    assertThat(managers.locator("#managers")).hasText(all, SOON);
    assertThat(one.locator("#count")).hasText("%,d".formatted(count + 2), SOON);
    button(one, "Count").click();
    assertThat(one.locator("#count")).hasText("%,d".formatted(count + 3), SOON);
    assertThat(two.locator("#count")).hasText("%,d".formatted(count + 3), SOON);
    button(two, "Count").click();
    assertThat(one.locator("#count")).hasText("%,d".formatted(count + 4), SOON);
    assertThat(managers.locator("#managers")).hasText(all, SOON);
  }

  @Test
  @DisplayName("with the lesson's own Caddyfile, which asks every ten seconds, it is the same")
  void asInTheLesson(@TempDir Path folder) throws Exception {
    List<Integer> pages = NODES.stream().map(PageBrowserTest::pageOf).map(URI::getPort).toList();
    Screen silent = new Screen(new PrintStream(PrintStream.nullOutputStream()), false, false);
    try (Balancer lesson =
        Balancer.start(Balancer.find().orElseThrow(), folder, pages, 10, silent).orElseThrow()) {
      Page window = windows.open();
      servedByTheOwner(window, lesson.address() + "counter");
      long count = number(window);
      button(window, "Count").click();
      assertThat(window.locator("#count")).hasText("%,d".formatted(count + 1), SOON);
      String victim = servedBy(window);
      button(at(""), "Kill " + victim).click();
      assertThat(window.locator("#served b")).not().hasText(victim, SOON);
      // The balancer does not know it yet, and offers one press in three to the node that is dead.
      for (int presses = 2; presses < 6; presses++) {
        String counted = "%,d".formatted(count + presses);
        assertThat(press(window)).isEqualTo(COUNTED + counted);
        assertThat(window.locator("#count")).hasText(counted, SOON);
      }
      window.context().close();
    }
  }

  /** The path at which any page tells of a node. */
  private static String about(String node) {
    return "node?name=" + node + "@127.0.0.1";
  }

  private static URI pageOf(String node) {
    Page page = at(about(node));
    String own = page.locator(".facts dd").last().textContent();
    page.context().close();
    return URI.create(own);
  }

  private static Locator.FilterOptions withText(String... any) {
    return new Locator.FilterOptions().setHasText(Pattern.compile(String.join("|", any)));
  }

  private static long number(Page page) {
    return Long.parseLong(page.locator("#count").textContent().replaceAll("\\D", ""));
  }

  @Test
  @DisplayName("a room moves, and the picture shows it")
  void roomMoves() {
    Page roomy = at("roomy");
    for (String room : List.of("Cellar", "Porch", "Hall")) addRoom(roomy, room);
    Page cluster = at("");
    houses(cluster, 3);
    Locator chip = cluster.locator(".chip.room[title=\"room Cellar\"]");
    Locator home = cluster.locator(".house", new Page.LocatorOptions().setHas(chip));
    String from = home.getAttribute("data-node");
    button(cluster, "Stop " + from.replaceFirst("@.*", "")).click();
    assertThat(cluster.locator(".house.gone[data-node=\"" + from + "\"]"))
        .hasCount(1, SOON_AS_MANY);
    assertThat(home).hasCount(1, SOON_AS_MANY);
    assertThat(home.getAttribute("data-node")).isNotEqualTo(from);
    chip.click();
    assertThat(cluster.locator(".moments")).containsText("room Cellar runs on", SOON_WITH);
  }

  @Test
  @DisplayName("a frozen node is seen to be silent, and pages that it served find another")
  void frozen() {
    Page counter = at("counter");
    String victim = servedBy(counter);
    String other = victim.equals("n1") ? "n2" : "n1";
    Page cluster = windows.open();
    noteHouses(cluster);
    cluster.navigate(pageOf(other).toString());
    houses(cluster, 3);
    button(cluster, "Freeze " + victim).click();
    cluster.waitForFunction("name => seen.has(`${name} does not answer`)", victim);
    assertThat(counter.locator("#served b")).not().hasText(victim, SOON);
    cluster.getByRole(AriaRole.BUTTON).filter(withText("Wake", "Start again")).first().click();
    houses(cluster, 3);
    // A press may get no answer while the node that woke finds its way back, and says so.
    AtomicReference<String> said = new AtomicReference<>();
    Await.until(
        "a press is counted",
        SHOWN,
        () -> {
          said.set(press(counter));
          return said.get().startsWith(COUNTED);
        },
        said::get);
    assertThat(counter.locator("#count")).hasText(said.get().substring(COUNTED.length()), SOON);
  }

  /** Presses the button; the answer, status and text. */
  private static String press(Page counter) {
    Response answer =
        counter.waitForResponse(
            response -> response.request().method().equals("POST"),
            () -> button(counter, "Count").click());
    return answer.status() + " " + answer.text();
  }

  /** The counter moves only when a node comes or goes. */
  private static void servedByTheOwner(Page window, String counter) {
    Await.until(
        "the node that runs the counter serves the page",
        SHOWN,
        () -> {
          window.navigate(counter);
          String where = window.locator(".where").textContent();
          return where.contains("runs on " + servedBy(window) + ",");
        });
  }

  @Test
  @DisplayName("a link is cut and healed, as the picture shows; Hazelcast still finds both")
  void cut() {
    Page cluster = at("");
    houses(cluster, 3);
    button(cluster, "Cut n1–n2").click();
    assertThat(button(cluster, "Heal n1–n2")).hasCount(1, SOON_AS_MANY);
    assertThat(cluster.locator(".cables path")).hasCount(3, SOON_AS_MANY);
    assertThat(cluster.locator(".cables path.cut")).hasCount(1, SOON_AS_MANY);
    button(cluster, "Heal n1–n2").click();
    assertThat(cluster.locator(".cables path.cut")).hasCount(0, SOON_AS_MANY);
    houses(cluster, 3);
  }

  @Test
  @DisplayName(
      "a node whose links are all cut is shown as that, and healed from the page of another")
  void isolated() {
    Page cluster = at("");
    houses(cluster, 3);
    for (String link : List.of("n1–n2", "n1–n3")) {
      button(cluster, "Cut " + link).click();
      assertThat(button(cluster, "Heal " + link)).hasCount(1, SOON_AS_MANY);
    }
    assertThat(cluster.locator(".cables path.cut")).hasCount(2, SOON_AS_MANY);
    assertThat(cluster.locator(".house.silent")).hasCount(0);
    Page other = servedByAnyBut("n1");
    assertThat(button(other, "Heal n1–n2")).hasCount(1, SOON_AS_MANY);
    assertThat(other.locator("[data-node^=n1] .state")).hasText("no link from here");
    assertThat(other.locator("[data-node^=n1] footer")).containsText("linked to nobody", SOON_WITH);
    button(other, "Heal n1–n2").click();
    button(other, "Heal n1–n3").click();
    assertThat(cluster.locator(".cables path.cut")).hasCount(0, SOON_AS_MANY);
    houses(cluster, 3);
  }

  @Test
  @DisplayName("people walk by click, by drag, and by keyboard")
  void walks() {
    Page roomy = at("roomy");
    addRoom(roomy, "North");
    addRoom(roomy, "South");
    letIn(roomy, "Ann", "North");
    Locator south = in(roomy, "South");
    Locator north = in(roomy, "North");
    north.getByText("Ann").click();
    south.getByText("Ann walks here").click();
    assertThat(south.locator("[data-person=Ann]")).hasCount(1, SOON_AS_MANY);
    roomy.navigate(address + "roomy");
    letIn(roomy, "Ben", "North");
    north.getByText("Ben").dragTo(south);
    assertThat(south).containsText("Ben", SOON_WITH);
    roomy.locator("[data-person=Ben]").focus();
    roomy.keyboard().press("Enter");
    Locator here = north.getByText("Ben walks here");
    assertThat(here).hasCount(1, SOON_AS_MANY);
    for (int tabs = 0; tabs < 60 && !focused(roomy, "North"); tabs++) roomy.keyboard().press("Tab");
    roomy.keyboard().press("Enter");
    assertThat(north.locator("[data-person=Ben]")).hasCount(1, SOON_AS_MANY);
  }

  private static boolean focused(Page page, String room) {
    return (Boolean)
        page.evaluate(
            "room => { const now = document.activeElement;"
                + " return now.tagName === 'BUTTON' && !!now.closest(`[data-room=\"${room}\"]`); }",
            room);
  }

  @Test
  @DisplayName("without scripts everything can be read, and the buttons work")
  void withoutScripts() {
    Page page = windows.open(options -> options.setJavaScriptEnabled(false));
    page.navigate(address);
    assertThat(page.locator(".house")).hasCount(3);
    assertThat(page.locator(".house footer").first()).containsText("linked to");
    page.navigate(address + "counter");
    long count = number(page);
    button(page, "Count").click();
    assertThat(page.locator("#count")).hasText("%,d".formatted(count + 1));
    for (String view : List.of("story", "managers", "roomy")) {
      Response response = page.navigate(address + view);
      assertThat(response.status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("the first load is small, nothing shifts, and back leads back")
  void light() {
    Page page = windows.open();
    int[] bytes = {0};
    page.onRequestFinished(request -> {
      if (!request.url().contains("/live")) {
        var sizes = request.sizes();
        bytes[0] += sizes.responseBodySize + sizes.responseHeadersSize;
      }
    });
    page.addInitScript(
        "window.shifts = 0; window.shifted = ''; new PerformanceObserver(list => list.getEntries().forEach(one => {"
            + " if (!one.hadRecentInput) { window.shifts += one.value;"
            + " for (const s of one.sources) window.shifted += ' ' + (s.node && (s.node.outerHTML || s.node.textContent) || '').slice(0, 80); } }))"
            + ".observe({type: 'layout-shift', buffered: true});");
    page.navigate(address);
    houses(page, 3);
    page.waitForFunction("() => document.querySelectorAll('.cables path').length === 3");
    assertThat(bytes[0]).isBetween(10_000, 60_000);
    for (String view : List.of("story", "managers", "roomy", "counter")) {
      page.getByRole(AriaRole.NAVIGATION).locator("a[href=\"/" + view + "\"]").click();
      page.waitForURL(address + view);
      page.waitForFunction("() => performance.now() > 700");
      assertThat(((Number) page.evaluate("window.shifts")).doubleValue())
          .as(view + page.evaluate("window.shifted"))
          .isLessThan(0.02);
    }
    page.goBack();
    page.waitForURL(address + "roomy");
    assertThat(page.locator("h1")).hasText("Roomy");
  }

  @Test
  @DisplayName("a thousand managers start without a stutter")
  void smooth() {
    Page page = windows.open(options -> options.setReducedMotion(ReducedMotion.NO_PREFERENCE));
    page.navigate(address + "managers");
    int before = Integer.parseInt(page.locator("#managers").textContent().replaceAll("\\D", ""));
    page.evaluate(
        "() => { window.long = 0; new PerformanceObserver(list => list.getEntries().forEach(one =>"
            + " window.long = Math.max(window.long, one.duration))).observe({type: 'longtask'}); }");
    button(page, "Start managers").click();
    assertThat(page.locator("#managers")).hasText("%,d managers".formatted(before + 1000), SOON);
    page.navigate(address);
    assertThat(page.locator(".crowd.manager").first()).containsText("managers", SOON_WITH);
    double longest = ((Number) page.evaluate("window.long || 0")).doubleValue();
    assertThat(longest).as("milliseconds in which the page did nothing else").isLessThan(200);
  }

  @Test
  @DisplayName("every failure is two clicks from its cause")
  void causes() {
    Page page = at("");
    houses(page, 3);
    String victim = servedBy(page).equals("n3") ? "n2" : "n3";
    button(page, "Kill " + victim).click();
    assertThat(page.locator(".house.gone")).hasCount(1, SOON_AS_MANY);
    page.navigate(address + "story?sort=failures&node=");
    page.locator(".failure a").first().click();
    assertThat(page.locator(".facts")).containsText("cause");
    assertThat(page.locator("h1.failure")).hasCount(1);
    page.navigate(address + "story");
    for (Map.Entry<String, String> wanted :
        Map.of("members", "members", "links", "links", "servers", "servers").entrySet()) {
      page.locator(".filters a", new Page.LocatorOptions().setHasText(wanted.getKey())).click();
      page.waitForURL("**sort=" + wanted.getValue());
    }
  }
}
