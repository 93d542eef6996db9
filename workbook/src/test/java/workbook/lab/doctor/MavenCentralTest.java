package workbook.lab.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.harness.Ports;

class MavenCentralTest {

  @TempDir Path home;

  private Finding examine(URI central, Map<String, String> environment, boolean built)
      throws InterruptedException {
    return new MavenCentral(central, home.resolve("settings.xml"), environment, built).examine();
  }

  private static URI http(int port) {
    return URI.create("http://127.0.0.1:" + port + "/maven2/");
  }

  private static HttpServer server() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void withoutNetworkNothingCanBeBuiltTheFirstTime() throws Exception {
    URI nobody = http(Ports.free());
    Finding first = examine(nobody, Map.of(), false);
    assertThat(first.state()).isEqualTo(Finding.State.MISSING);
    assertThat(first.advice()).startsWith("connect to the internet");
    assertThat(examine(nobody, Map.of(), true).state()).isEqualTo(Finding.State.LATER);
  }

  @Test
  void aProxyThatMavenDoesNotReadIsToldWithWhatToWrite() throws Exception {
    Map<String, String> environment = Map.of("https_proxy", "http://proxy.school.example:3128");
    assertThat(examine(http(Ports.free()), environment, false).advice())
        .contains(
            "Maven ignores the proxy that your environment names",
            "settings.xml",
            "<host>proxy.school.example</host><port>3128</port>");
  }

  @Test
  void theProxyOfTheSettingsIsUsed() throws Exception {
    HttpServer proxy = server();
    try {
      int port = proxy.getAddress().getPort();
      Files.writeString(
          home.resolve("settings.xml"),
          "<settings><proxies><proxy><host>127.0.0.1</host><port>%d</port></proxy></proxies></settings>"
              .formatted(port));
      URI central = URI.create("http://repo.school.example/maven2/");
      assertThat(examine(central, Map.of(), false))
          .extracting(Finding::state, Finding::found)
          .containsExactly(Finding.State.OK, "repo.school.example answers, by 127.0.0.1");
    } finally {
      proxy.stop(0);
    }
  }

  @Test
  void aMirrorTakesThePlaceOfCentral() throws Exception {
    HttpServer mirror = server();
    try {
      Files.writeString(
          home.resolve("settings.xml"),
          "<settings><mirrors><mirror><mirrorOf>*</mirrorOf><url>%s</url></mirror></mirrors></settings>"
              .formatted(http(mirror.getAddress().getPort())));
      assertThat(examine(http(Ports.free()), Map.of(), false).state()).isEqualTo(Finding.State.OK);
    } finally {
      mirror.stop(0);
    }
  }

  @Test
  void settingsThatCannotBeReadAreTold() throws Exception {
    Files.writeString(home.resolve("settings.xml"), "<settings>");
    assertThat(examine(http(Ports.free()), Map.of(), false).found()).startsWith("cannot read ");
  }
}
