package workbook.lab;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import multinode.mapper.MapperClient;
import multinode.mapper.MapperClient.Listed;
import multinode.node.NodeOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.lab.book.UserError;

/** {@code ./lab names}: who listens where, and as which process. */
@Command(
    name = "names",
    header = "Show which nodes run on a host, where they listen, and their process ids.")
final class NamesCommand extends LabCommand {

  @Parameters(
      paramLabel = "HOST",
      arity = "0..1",
      defaultValue = "127.0.0.1",
      description = "the host; default: ${DEFAULT-VALUE}")
  private String host;

  @Option(
      names = "--mapper-port",
      paramLabel = "N",
      defaultValue = "" + NodeOptions.MAPPER_PORT,
      description = "where its port mapper listens; default: ${DEFAULT-VALUE}")
  private int mapperPort;

  @Override
  public Integer call() {
    checkPort(mapperPort);
    List<Listed> nodes = ask();
    if (nodes.isEmpty()) screen.line("No node runs on %s.", host);
    int width = nodes.stream().mapToInt(node -> node.name().toString().length()).max().orElse(0);
    for (Listed node : nodes) {
      String name = (node.name() + " ".repeat(width)).substring(0, width);
      String pid = node.pid().isPresent() ? "  pid " + node.pid().getAsLong() : "";
      screen.line("%s  port %-5d%s", name, node.port(), pid);
    }
    return 0;
  }

  private List<Listed> ask() {
    try (MapperClient mapper = new MapperClient(mapperPort)) {
      return mapper.list(host);
    } catch (ConnectException nobody) {
      return List.of();
    } catch (UnknownHostException e) {
      throw UserError.of("There is no host %s, as far as this machine knows.", host);
    } catch (IOException | IllegalArgumentException e) {
      throw UserError.of(
          "Asked port %d of %s for its nodes, and got no good answer: %s%n"
              + "Is that the port of a port mapper?",
          mapperPort, host, e.getMessage());
    }
  }
}
