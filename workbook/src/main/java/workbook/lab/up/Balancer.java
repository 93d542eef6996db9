package workbook.lab.up;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import workbook.harness.Await;
import workbook.harness.Child;
import workbook.harness.Ports;
import workbook.harness.ProgramResult;
import workbook.lab.book.Screen;

/**
 * Caddy in front of the pages, which sends each request to another node, and to none that is ill.
 */
final class Balancer implements AutoCloseable {

  /** Where it listens, if that is free. */
  static final int PORT = 8080;

  /** How to get it. */
  static final String ADVICE =
      "With Caddy there is one address for all pages, whichever node dies: apt install caddy, brew"
          + " install caddy, or https://caddyserver.com/docs/install";

  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final Child caddy;
  private final int port;

  private Balancer(Child caddy, int port) {
    this.caddy = caddy;
    this.port = port;
  }

  /** Where Caddy is on this machine, if it is. */
  static Optional<Path> find() {
    return ProgramResult.find(List.of("caddy", "caddy.exe"));
  }

  /**
   * How often it asks nodes how they are. The lesson has ten seconds; here nodes start, and are
   * started again, while somebody looks on.
   */
  static final int INTERVAL_SECONDS = 1;

  /** What it is told: the file of the lesson 4.9, with these ports, and this pause. */
  static String caddyfile(int port, List<Integer> pages, int seconds) {
    return """
    {
      auto_https off
      admin off
    }

    http://localhost:%d {
      bind 127.0.0.1
      reverse_proxy %s {
        lb_policy round_robin
        lb_try_duration 1s
        health_uri /healthcheck
        health_interval %ds
        health_timeout 2s
        transport http {
          keepalive off
          dial_timeout 2s
          response_header_timeout 2s
        }
      }
    }
    """
        .formatted(
            port,
            pages.stream().map(page -> "127.0.0.1:" + page).collect(Collectors.joining(" ")),
            seconds);
  }

  /**
   * Starts it, and waits until it listens; empty when it does not, which the screen is told.
   *
   * @param folder for its files
   */
  static Optional<Balancer> start(
      Path program, Path folder, List<Integer> pages, int seconds, Screen screen)
      throws InterruptedException {
    int port = Ports.free(PORT);
    try {
      Files.createDirectories(folder);
      Path file = Files.writeString(folder.resolve("Caddyfile"), caddyfile(port, pages, seconds));
      String[] command = {
        program.toString(), "run", "--config", file.toString(), "--adapter", "caddyfile"
      };
      ProcessBuilder caddy = new ProcessBuilder(command).redirectErrorStream(true);
      for (String home : List.of("XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME")) {
        caddy.environment().put(home, folder.toString());
      }
      Child child = Child.start(caddy);
      if (!awaitListening(port, LIMIT)) {
        child.close();
        screen.line("Caddy does not start: %s", lastLine(child.printed()));
        return Optional.empty();
      }
      return Optional.of(new Balancer(child, port));
    } catch (IOException e) {
      screen.line("Caddy cannot be started: %s", e.getMessage());
      return Optional.empty();
    }
  }

  private static String lastLine(String printed) {
    return printed.lines().reduce("it says nothing", (before, next) -> next);
  }

  /** Waits until somebody listens at a port of this machine; false when nobody does in time. */
  static boolean awaitListening(int port, Duration limit) throws InterruptedException {
    boolean listening =
        Await.holdsWithin("somebody listens at port " + port, limit, () -> isListening(port));
    if (Thread.interrupted()) throw new InterruptedException();
    return listening;
  }

  private static boolean isListening(int port) {
    try (Socket there = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return there.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Where a browser finds it. */
  String address() {
    return "http://localhost:%d/".formatted(port);
  }

  @Override
  public void close() {
    caddy.end();
    try {
      caddy.awaitEnd(LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    caddy.close();
  }
}
