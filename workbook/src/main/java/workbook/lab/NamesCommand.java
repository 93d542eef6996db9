package workbook.lab;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import multinode.node.MapperClient;
import multinode.node.NodeName;
import multinode.node.NodeOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;
import workbook.lab.book.Trouble;

/** {@code ./lab names}: who listens where. */
@Command(
    name = "names",
    header = "Show which nodes run on a host, and where they listen.",
    mixinStandardHelpOptions = true)
final class NamesCommand implements Callable<Integer> {

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

  @Spec private CommandSpec spec;

  private final Screen screen;

  NamesCommand(Book book, Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    if (mapperPort < 1 || mapperPort > 65535) {
      throw new ParameterException(spec.commandLine(), mapperPort + " is not a port");
    }
    SortedMap<NodeName, Integer> names = ask();
    if (names.isEmpty()) screen.line("No node runs on %s.", host);
    int width = names.keySet().stream().mapToInt(name -> name.toString().length()).max().orElse(0);
    names.forEach((name, port) ->
        screen.line("%s  port %d", (name + " ".repeat(width)).substring(0, width), port));
    return 0;
  }

  private SortedMap<NodeName, Integer> ask() {
    try (MapperClient mapper = new MapperClient(mapperPort)) {
      return mapper.names(host);
    } catch (ConnectException nobody) {
      return new TreeMap<>();
    } catch (UnknownHostException e) {
      throw Trouble.of("There is no host %s, as far as this machine knows.", host);
    } catch (IOException | IllegalArgumentException e) {
      throw Trouble.of(
          "Asked port %d of %s for its nodes, and got no good answer: %s%n"
              + "Is that the port of a port mapper?",
          mapperPort, host, e.getMessage());
    }
  }
}
