package workbook.lab;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import multinode.node.NodeOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import workbook.harness.Ports;
import workbook.lab.up.Pages;
import workbook.lab.up.ThisMachine;
import workbook.lab.up.TourScreen;

/** {@code ./lab up}: the finished system on this machine. */
@Command(
    name = "up",
    header = "Start real nodes that find each other, and show them as a picture in a browser.",
    description = {"", "Ctrl-C or the end of its input ends them all.", ""})
final class UpCommand extends ShowNodesCommand {

  @Option(
      names = "--cookie",
      paramLabel = "TEXT",
      description = "the secret they share; default: ~/.multinode.cookie")
  private Optional<String> cookie = Optional.empty();

  @Option(
      names = "--mapper-port",
      paramLabel = "N",
      defaultValue = "" + NodeOptions.MAPPER_PORT,
      description = "where their port mapper listens; default: ${DEFAULT-VALUE}")
  private int mapperPort;

  @Option(
      names = "--tour",
      description =
          "run three nodes with clients; kill one, stop one, start one again; tell what happens,"
              + " and check that nothing is lost: exit code 0, otherwise 1")
  private boolean tour;

  @Option(names = "--no-page", description = "without the page for browsers, and without Caddy")
  private boolean noPage;

  @Override
  public Integer call() throws IOException, InterruptedException {
    checkNodes();
    checkPort(mapperPort);
    cookie.ifPresent(this::checkCookie);
    Optional<Pages> pages = noPage ? Optional.empty() : Optional.of(new Pages());
    return tour ? tour() : show(new ThisMachine(book, cookie, mapperPort, pages));
  }

  /** Beside whatever runs on this machine, unless a port is given. */
  private int tour() throws IOException, InterruptedException {
    for (String other : List.of("--nodes", "--cookie", "--check", "--no-page")) {
      if (isGiven(other))
        throw wrong("--tour always has three nodes and its own cookie: leave out " + other);
    }
    int port = isGiven("--mapper-port") ? mapperPort : Ports.free();
    ThisMachine here = new ThisMachine(book, cookie, port, Optional.empty());
    here.prepare(here.names(3));
    return TourScreen.run(book, screen, port) ? 0 : 1;
  }

  private boolean isGiven(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }
}
