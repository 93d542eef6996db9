package workbook.lab;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import multinode.node.Cookie;
import multinode.node.NodeOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import workbook.harness.Ports;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;
import workbook.lab.up.Host;
import workbook.lab.up.ThisMachine;
import workbook.lab.up.TourRun;
import workbook.lab.up.Up;

/** {@code ./lab up}: the finished system on this machine. */
@Command(
    name = "up",
    header = "Start real nodes that find each other, and show who is connected to whom.",
    description = {"", "Ctrl-C or the end of its input ends them all.", ""},
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

  private static final int MOST = 16;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "3",
      description = "how many, 2 to " + MOST + "; default: ${DEFAULT-VALUE}")
  private int nodes;

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
      names = "--check",
      description =
          "end as soon as every node is connected to every other: exit code 0, or 1 if that fails")
  private boolean check;

  @Option(
      names = "--tour",
      description =
          "run three nodes with clients; kill one, stop one, start one again; tell what happens, and"
              + " check that nothing is lost: exit code 0, otherwise 1")
  private boolean tour;

  @Spec private CommandSpec spec;

  private final Book book;
  private final Screen screen;

  UpCommand(Book book, Screen screen) {
    this.book = book;
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (nodes < 2 || nodes > MOST) throw wrong("--nodes takes 2 to " + MOST + ", not " + nodes);
    if (mapperPort < 1 || mapperPort > 65535) throw wrong(mapperPort + " is not a port");
    try {
      cookie.ifPresent(Cookie::of);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
    if (tour) return tour();
    Host host = new ThisMachine(book, cookie, mapperPort);
    return Up.run(screen, host, nodes, check) ? 0 : 1;
  }

  /** Beside whatever runs on this machine, unless a port is given. */
  private int tour() throws IOException, InterruptedException {
    for (String other : List.of("--nodes", "--cookie", "--check")) {
      if (isGiven(other))
        throw wrong("--tour always has three nodes and its own cookie: leave out " + other);
    }
    int port = isGiven("--mapper-port") ? mapperPort : Ports.free();
    ThisMachine here = new ThisMachine(book, cookie, port);
    here.prepare(here.names(3));
    return TourRun.run(book, screen, port) ? 0 : 1;
  }

  private boolean isGiven(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
