package multinode.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * The program by which a container engine learns whether the node in a container can serve: it asks
 * the node's page, prints the answer, and exits with 0 when that is yes, else with 1. Its argument
 * is the page's port.
 *
 * <p>An engine runs it inside the container, where there is no shell and no curl. An orchestrator
 * asks the page from outside and needs none of this.
 */
public final class HealthCheck {

  private static final int LIMIT_MS = 2_000;

  private HealthCheck() {}

  /** Asks once. */
  public static void main(String[] args) {
    System.exit(isWell(URI.create("http://127.0.0.1:" + args[0] + "/healthcheck")) ? 0 : 1);
  }

  private static boolean isWell(URI page) {
    try {
      HttpURLConnection asked = (HttpURLConnection) page.toURL().openConnection();
      asked.setConnectTimeout(LIMIT_MS);
      asked.setReadTimeout(LIMIT_MS);
      boolean well = asked.getResponseCode() == HttpURLConnection.HTTP_OK;
      try (InputStream body = well ? asked.getInputStream() : asked.getErrorStream()) {
        System.out.println(new String(body.readAllBytes(), StandardCharsets.UTF_8));
      }
      return well;
    } catch (IOException e) {
      System.out.println("no answer from " + page + ": " + e.getMessage());
      return false;
    }
  }
}
