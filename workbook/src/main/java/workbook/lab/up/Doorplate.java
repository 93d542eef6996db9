package workbook.lab.up;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import workbook.lab.book.Screen;

/** Sees to it that the pages have one address, and tells it. */
final class Doorplate implements AutoCloseable {

  /** How long the pages may take to answer. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Optional<Pages> pages;
  private final Path folder;
  private final Screen screen;
  private Optional<Balancer> balancer = Optional.empty();

  /**
   * For these pages, if there are any.
   *
   * @param folder for what Caddy needs
   */
  Doorplate(Optional<Pages> pages, Path folder, Screen screen) {
    this.pages = pages;
    this.folder = folder;
    this.screen = screen;
  }

  /** Tells where to look as soon as there is something to be seen. */
  void open() throws InterruptedException {
    List<Integer> ports = pages.map(Pages::all).orElse(List.of());
    if (ports.isEmpty()) return;
    Optional<Path> caddy = Balancer.find();
    for (int port : ports) Balancer.awaitListening(port, LIMIT);
    if (caddy.isPresent()) {
      balancer = Balancer.start(caddy.get(), folder, ports, Balancer.INTERVAL_SECONDS, screen);
    }
    screen.line("");
    screen.line(
        "  The cluster as a picture:  %s",
        screen.green(balancer.map(Balancer::address).orElse(address(ports.getFirst()))));
    screen.line("");
    if (balancer.isEmpty()) {
      screen.line(
          "Each node has its page: %s",
          String.join(" ", ports.stream().map(Doorplate::address).toList()));
      if (caddy.isEmpty()) screen.sentence("%s", Balancer.ADVICE);
    }
  }

  private static String address(int port) {
    return "http://127.0.0.1:%d/".formatted(port);
  }

  @Override
  public void close() {
    balancer.ifPresent(Balancer::close);
  }
}
