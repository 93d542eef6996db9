package workbook.lab.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import workbook.harness.Ports;

class BalancerTest {

  @Test
  void isToldWhatTheLessonShows() throws IOException {
    Path lesson =
        Path.of(System.getProperty("workbook.root"), "04-dynamic-supervisor", "README.md");
    assertThat(Files.readString(lesson))
        .contains("```\n" + Balancer.caddyfile(8080, List.of(4005, 4006), 10) + "```");
  }

  @Test
  void takesTurnsAndAsksEveryTenSeconds() {
    assertThat(Balancer.caddyfile(8080, List.of(4005), 10))
        .contains("lb_policy round_robin")
        .contains("health_uri /healthcheck")
        .contains("health_interval 10s")
        .contains("lb_try_duration 1s")
        .contains("health_timeout 2s");
  }

  @Test
  void whoListensIsWaitedFor() throws Exception {
    int port = Ports.free();
    assertThat(Balancer.awaitListening(port, Duration.ofMillis(50))).isFalse();
    try (ServerSocket server = new ServerSocket()) {
      Thread later =
          Thread.startVirtualThread(() -> {
            try {
              server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      assertThat(Balancer.awaitListening(port, Duration.ofSeconds(10))).isTrue();
      later.join();
    }
  }
}
