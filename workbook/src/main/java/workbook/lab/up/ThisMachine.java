package workbook.lab.up;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import multinode.cluster.Options;
import multinode.mapper.MapperClient;
import multinode.node.NodeOptions;
import multinode.process.NodeName;
import workbook.harness.Child;
import workbook.lab.book.Book;
import workbook.lab.book.UserError;
import workbook.lab.node.NodeJvm;

/**
 * Nodes that are processes of this machine.
 *
 * @param book the workbook
 * @param cookie their secret; empty for the user's own
 * @param mapperPort where their port mapper listens
 * @param pages where their pages are; empty when they have none
 */
public record ThisMachine(Book book, Optional<String> cookie, int mapperPort, Optional<Pages> pages)
    implements Host {

  private static final String HOST = "127.0.0.1";

  @Override
  public List<NodeName> names(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> new NodeName("n" + i, HOST)).toList();
  }

  @Override
  public Optional<Pages> served() {
    return pages;
  }

  @Override
  public void prepare(List<NodeName> names) {
    try (MapperClient mapper = new MapperClient(mapperPort)) {
      Map<NodeName, Integer> running = mapper.names(HOST);
      for (NodeName name : names) {
        if (running.containsKey(name)) {
          throw UserError.of(
              "The name %s is in use, by a node at port %d: perhaps another ./lab up.%n"
                  + "End that one, or keep apart from it with a port mapper of your own: %s",
              name, running.get(name), "./lab up --mapper-port " + (mapperPort + 1));
        }
      }
    } catch (ConnectException nobody) {
      // The first node opens the port mapper.
    } catch (IOException | RuntimeException e) {
      if (e instanceof UserError error) throw error;
      throw UserError.of(
          "Port %d is taken by a program that is not a port mapper (%s).%n"
              + "End it, or use another port: ./lab up --mapper-port %d",
          mapperPort, e.getMessage(), mapperPort + 1);
    }
  }

  @Override
  public Child start(NodeName name, Runnable changed) {
    List<String> words = new ArrayList<>(List.of(name.toString(), "--headless"));
    words.addAll(List.of("--mapper-port", "" + mapperPort));
    words.addAll(List.of("--gossip", "--topology", topology()));
    words.addAll(Host.cookie(cookie));
    pages.ifPresent(all -> words.addAll(List.of("--page", "" + all.port(name), "--page-lab")));
    return NodeJvm.start(NodeJvm.arguments(book, words), changed);
  }

  /** The topology of the nodes that share a port mapper; of the usual one, the usual topology. */
  private String topology() {
    String usual = Options.TOPOLOGY;
    return isUsual() ? usual : usual + "-" + mapperPort;
  }

  private boolean isUsual() {
    return mapperPort == NodeOptions.MAPPER_PORT;
  }

  @Override
  public String hint() {
    String join = "./lab node a --gossip";
    if (cookie.isPresent()) join += " --cookie …"; // A screen may be looked at by others.
    if (!isUsual()) join += " --mapper-port %d --topology %s".formatted(mapperPort, topology());
    return "Join them from another terminal:\n\n  " + join;
  }

  @Override
  public String advice() {
    return "They find each other by multicast: ./lab doctor tells whether it works here.";
  }

  @Override
  public void close() {
    // Processes leave nothing behind.
  }
}
