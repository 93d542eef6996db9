package workbook.lab.up;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Windows of a real browser, which notes what goes wrong in any of them. */
public final class Windows implements AutoCloseable {

  /** How long something on a page may take. */
  static final int LIMIT_MS = 20_000;

  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final Browser browser;
  private final List<String> errors = new CopyOnWriteArrayList<>();

  /** Starts a browser. */
  public Windows(Path program) {
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
  }

  /** Where Chromium is on this machine, if it is. */
  public static Optional<Path> find() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator))
        .flatMap(folder ->
            Stream.of("chromium", "chromium-browser", "google-chrome")
                .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A window of somebody else than those who have the others. */
  public Page open(UnaryOperator<Browser.NewContextOptions> change) {
    BrowserContext context = browser.newContext(change.apply(new Browser.NewContextOptions()));
    context.setDefaultTimeout(LIMIT_MS);
    Page page = context.newPage();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") && !isLostConnection(message.text())) {
        errors.add(message.text());
      }
    });
    page.onPageError(errors::add);
    page.onRequest(request -> {
      String host = URI.create(request.url()).getHost();
      if (host != null && !List.of("localhost", "127.0.0.1").contains(host)) {
        errors.add("a request left the machine: " + request.url());
      }
    });
    return page;
  }

  /** The same, as most people have it. */
  Page open() {
    return open(UnaryOperator.identity());
  }

  /** A node that is killed takes its connections along, which browser and htmx report. */
  private static boolean isLostConnection(String text) {
    return text.startsWith("Failed to load resource") || text.startsWith("htmx: htmx:sse:error");
  }

  /** Closes all that are open: each of them draws, and asks for news. */
  public void closeWindows() {
    browser.contexts().forEach(BrowserContext::close);
  }

  /** What has gone wrong since this was asked last. */
  public List<String> takeErrors() {
    List<String> taken = List.copyOf(errors);
    errors.clear();
    return taken;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
