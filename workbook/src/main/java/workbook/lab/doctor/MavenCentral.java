package workbook.lab.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import workbook.lab.book.Xml;

/**
 * The way to Maven Central, as Maven goes: by the mirror and the proxy of its settings, whatever
 * proxy the environment names.
 *
 * @param central the address of Maven Central
 * @param settings the settings.xml of Maven
 * @param environment the variables that may name a proxy
 * @param built whether everything has been downloaded once
 */
record MavenCentral(URI central, Path settings, Map<String, String> environment, boolean built) {

  private static final String WHAT = "downloads";
  private static final Duration LIMIT = Duration.ofSeconds(4);

  static MavenCentral of(Path root) {
    return new MavenCentral(
        URI.create("https://repo.maven.apache.org/maven2/"),
        Path.of(System.getProperty("user.home"), ".m2", "settings.xml"),
        System.getenv(),
        Files.exists(root.resolve(".lab/built")));
  }

  Finding examine() throws InterruptedException {
    try {
      Optional<Element> read = read();
      URI address = text(read, "mirror", "url").map(URI::create).orElse(central);
      Optional<String> proxy = text(read, "proxy", "host");
      int port = text(read, "proxy", "port").map(Integer::parseInt).orElse(8080);
      try {
        ask(address, proxy.map(host -> new InetSocketAddress(host, port)));
        return Finding.ok(
            WHAT, address.getHost() + " answers" + proxy.map(host -> ", by " + host).orElse(""));
      } catch (SSLException e) {
        return unreachable(
            "%s shows a certificate that this JDK does not trust".formatted(address.getHost()),
            "a proxy or virus scanner is in between: import its certificate with keytool -cacerts");
      } catch (IOException e) {
        return unreachable(
            "no answer from " + address.getHost() + proxy.map(host -> " by " + host).orElse(""),
            proxy.isPresent() ? "check the proxy in " + settings : proxyAdvice());
      }
    } catch (IOException | SAXException | IllegalArgumentException e) {
      return unreachable("cannot read " + settings + ": " + e.getMessage(), "mend that file");
    }
  }

  private Finding unreachable(String found, String advice) {
    return built ? Finding.later(WHAT, found, advice) : Finding.missing(WHAT, found, advice);
  }

  private String proxyAdvice() {
    return proxyOfEnvironment()
        .map(proxy ->
            """
            Maven ignores the proxy that your environment names; write it to %s:
            <settings><proxies><proxy><protocol>https</protocol>
            <host>%s</host><port>%d</port></proxy></proxies></settings>\
            """
                .formatted(settings, proxy.getHost(), proxy.getPort()))
        .orElse(
            "connect to the internet; behind a proxy, write it to %s:\nmaven.apache.org/guides/mini/guide-proxies.html"
                .formatted(settings));
  }

  private Optional<URI> proxyOfEnvironment() {
    return Stream.of("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY")
        .map(environment::get)
        .filter(Objects::nonNull)
        .filter(proxy -> proxy.matches("(\\w+://)?[^/]+:\\d+/?"))
        .map(proxy -> URI.create(proxy.contains("://") ? proxy : "http://" + proxy))
        .findFirst();
  }

  private static void ask(URI address, Optional<InetSocketAddress> proxy)
      throws IOException, InterruptedException {
    ProxySelector way = ProxySelector.of(proxy.orElse(null));
    try (HttpClient client = HttpClient.newBuilder().proxy(way).connectTimeout(LIMIT).build()) {
      HttpRequest head =
          HttpRequest.newBuilder(address)
              .method("HEAD", BodyPublishers.noBody())
              .timeout(LIMIT)
              .build();
      client.send(head, BodyHandlers.discarding());
    }
  }

  private Optional<Element> read() throws IOException, SAXException {
    return Files.exists(settings) ? Optional.of(Xml.read(settings)) : Optional.empty();
  }

  /** The text of an element within the first of its kind. */
  private static Optional<String> text(Optional<Element> in, String kind, String element) {
    return in.map(root -> (Element) root.getElementsByTagName(kind).item(0))
        .map(one -> one.getElementsByTagName(element).item(0))
        .map(one -> one.getTextContent().strip());
  }
}
