package workbook.lab;

import multinode.node.Cookie;
import picocli.CommandLine.Option;
import workbook.lab.up.Host;
import workbook.lab.up.Up;

/** A command that starts nodes which find each other, and shows who is connected to whom. */
abstract class ShowNodesCommand extends LabCommand {

  private static final int MOST = 16;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "3",
      description = "how many, 2 to " + MOST + "; default: ${DEFAULT-VALUE}")
  private int nodes;

  @Option(
      names = "--check",
      description =
          "end as soon as every node is connected to every other: exit code 0, or 1 if that fails")
  private boolean check;

  final void checkNodes() {
    if (nodes < 2 || nodes > MOST) throw wrong("--nodes takes 2 to " + MOST + ", not " + nodes);
  }

  final void checkCookie(String cookie) {
    try {
      Cookie.of(cookie);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  final int show(Host host) throws InterruptedException {
    return Up.run(screen, host, nodes, book.state().resolve("up"), check) ? 0 : 1;
  }
}
