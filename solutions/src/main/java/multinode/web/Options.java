package multinode.web;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import multinode.console.Feature;
import multinode.node.Node;
import multinode.node.NodeOptions;

/** How a node is told on its command line to have a page. */
public final class Options implements Feature {

  private PageSettings settings = PageSettings.STANDARD;
  private boolean wanted;
  private final Cuts cuts = new Cuts();

  /** Nothing is told yet. */
  public Options() {}

  @Override
  public String help() {
    return """

    A page for browsers:
      --page PORT          serve it at this port of 127.0.0.1; 0 for any free one
      --page-host HOST     listen there instead; everybody who gets there may press its buttons
      --page-memory        its button counts in the memory of this node alone, see exercise 4.9
      --page-lab           with the buttons that ./lab up understands; only on 127.0.0.1
    """;
  }

  @Override
  public boolean takes(String option, Iterator<String> rest) {
    switch (option) {
      case "--page" -> {
        settings = settings.withPort(port(Feature.value(option, rest)));
        wanted = true;
      }
      case "--page-host" -> settings = settings.withHost(Feature.value(option, rest));
      case "--page-memory" -> settings = settings.remembering();
      case "--page-lab" -> settings = settings.withLab();
      default -> {
        return false;
      }
    }
    return true;
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65535) return port;
    } catch (NumberFormatException e) {
      // Refused below.
    }
    throw new IllegalArgumentException("--page needs a port from 0 to 65535, not \"" + text + "\"");
  }

  @Override
  public void check(NodeOptions options) {
    if (settings.lab() && !settings.isLoopback()) {
      throw new IllegalArgumentException("--page-lab is for 127.0.0.1 only: leave out --page-host");
    }
  }

  /** A link can be cut only where the node asks before each handshake. */
  @Override
  public NodeOptions change(NodeOptions options) {
    if (!settings.lab()) return options;
    return options.withHandshake(
        (self, cookie) -> cuts.before(options.handshake().apply(self, cookie), self.name()));
  }

  /** A node whose page cannot be had stays as it is, and says why. */
  @Override
  public void begin(Node node) {
    node.parts().add(new Wanted(settings));
    if (!wanted) return;
    try {
      settings.output().accept("page at " + Page.start(node, settings, cuts).address());
    } catch (IOException e) {
      WebServer.LOG.log(
          Level.WARNING,
          "no page at {0}: {1}; choose another port with --page, or 0 for any free one",
          settings.host() + " port " + settings.port(),
          e.getMessage());
    }
  }

  /** How a page is to be that is asked for later. */
  record Wanted(PageSettings settings) implements AutoCloseable {
    @Override
    public void close() {
      // It is only a wish.
    }
  }
}
