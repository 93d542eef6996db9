package workbook.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import nemesis.Fault;
import nemesis.Loopback;
import nemesis.Namespaces;
import nemesis.Nemesis;
import nemesis.NemesisOptions;
import nemesis.NemesisReport;
import nemesis.NodeNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import workbook.harness.Ports;
import workbook.lab.book.Screen;
import workbook.lab.book.UserError;
import workbook.lab.container.Engine;
import workbook.lab.container.Hosts;
import workbook.lab.container.Image;
import workbook.lab.node.NodeJvm;

/** {@code ./lab nemesis}: faults befall nodes at random, and nothing may be lost. */
@Command(
    name = "nemesis",
    header = "Kill, freeze, part nodes while clients use them; check that all is kept.",
    description = {
      "",
      "Starts nodes with clients. A seed decides which faults happen, and when. At the end",
      "it checks every answer that a client got. If a seed is red, it keeps the history and",
      "a timeline.",
      ""
    })
final class NemesisCommand extends LabCommand {

  private static final int LARGEST = 1_000_000;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description = "how many runs, one after the other; default: ${DEFAULT-VALUE}")
  private int seeds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "the seed of the first run; default: random")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "how long faults happen in each run; default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--faults",
      paramLabel = "KIND",
      split = ",",
      description = "only these: ${COMPLETION-CANDIDATES}")
  private List<Fault.Kind> faults = List.of(Fault.Kind.values());

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "3",
      description = "how many nodes; an even number falls into halves; default: ${DEFAULT-VALUE}")
  private int nodes;

  @Option(
      names = "--no-quorum",
      description = "let a node work alone, too; then no fault parts the nodes for long")
  private boolean noQuorum;

  @Option(
      names = "--loopback",
      description =
          "run all nodes on 127.0.0.1, where no node can be cut off; the default if you are not"
              + " root")
  private boolean loopback;

  @Option(
      names = "--containers",
      description = "run each node in a container, and cut it off as lab 5 does; needs Docker")
  private boolean containers;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (seeds < 1) throw wrong("--seeds takes 1 and more, not " + seeds);
    if (nodes < 2) throw wrong("--nodes takes 2 and more, not " + nodes);
    if (seconds < 1) throw wrong("--seconds takes 1 and more, not " + seconds);
    if (containers) {
      if (loopback) throw wrong("--containers have networks of their own: leave out --loopback");
      if (Hosts.possible(faults).isEmpty()) throw wrong("none of these faults befalls containers");
      if (Engine.find() instanceof Engine.Absent(String why, String advice)) {
        throw UserError.of("Cannot start containers, %s.%nWhat to do: %s", why, advice);
      }
      new Image(book).provide(screen);
    }
    long first = seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(1, LARGEST));
    int red = 0;
    for (long each = first; each < first + seeds; each++) {
      if (!run(each)) red++;
    }
    if (seeds > 1) {
      screen.line("");
      String told = "%d of %d seeds green".formatted(seeds - red, seeds);
      screen.line(red == 0 ? screen.green(told) : screen.red(told));
    }
    return red == 0 ? 0 : 1;
  }

  private boolean run(long each) throws IOException, InterruptedException {
    Path folder = book.state().resolve("nemesis");
    NemesisOptions standard =
        NemesisOptions.of(
                NodeJvm.around(book), folder, each, Duration.ofSeconds(seconds), Ports.free())
            .withFaults(containers ? Hosts.possible(faults) : faults)
            .withNodes(nodes);
    NemesisOptions options = noQuorum ? standard.withoutQuorum() : standard;
    try (NodeNetwork network = network(options)) {
      NemesisReport report =
          Nemesis.run(options, network, doing -> screen.passing("seed " + each + ": " + doing));
      screen.passing("");
      tell(each, report, network.cuts() || loopback);
      return report.isGreen();
    }
  }

  private NodeNetwork network(NemesisOptions options) throws InterruptedException {
    if (containers) return new Hosts(options.java());
    Optional<NodeNetwork> made = loopback ? Optional.empty() : Namespaces.make(options.nodes());
    return made.orElseGet(Loopback::new);
  }

  private void tell(long each, NemesisReport report, boolean all) {
    String verdict = report.isGreen() ? screen.green("green") : screen.red("RED  ");
    screen.line("%s", Screen.wrap("seed %-7d %s  %s".formatted(each, verdict, report.summary())));
    if (!all)
      screen.line(screen.dim("  no node was cut off: that needs root and network namespaces"));
    if (report.isGreen()) return;
    for (String line : report.lines()) screen.line("%s", Screen.wrap("  " + line));
    String flags = (nodes == 3 ? "" : " --nodes " + nodes) + (noQuorum ? " --no-quorum" : "");
    if (containers) flags += " --containers";
    if (loopback || !all) flags += " --loopback";
    if (!faults.equals(List.of(Fault.Kind.values()))) {
      flags += " --faults " + String.join(",", faults.stream().map(Fault.Kind::name).toList());
    }
    screen.line("  kept:   %s", book.show(report.folder()));
    screen.line("  again:  ./lab nemesis --seed %d --seconds %d%s", each, seconds, flags);
  }
}
