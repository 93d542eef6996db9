package workbook.lab.container;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A network of the engine, with the containers in it, of those that are there for trying things out
 * (RFC 2544): nobody's own network has these addresses.
 *
 * @param name what it is called
 * @param number which of them, 0 to 255
 */
public record Net(String name, int number) implements AutoCloseable {

  private static final String LABEL = "multinode.cluster";

  /** One of this name, which is most likely none of those that are in use. */
  public static Net of(String name) {
    return new Net(name, ThreadLocalRandom.current().nextInt(256));
  }

  /** An address in it. */
  public String address(int host) {
    return "198.18.%d.%d".formatted(number, host);
  }

  /** Makes it. */
  public void create() throws InterruptedException {
    Cli.DOCKER.get("network", "create", "--label", label(), "--subnet", address(0) + "/24", name);
  }

  /** What starts a container in it that lives as long as that command. */
  public ProcessBuilder run(List<String> words) {
    List<String> all = new ArrayList<>(List.of("run", "--rm", "-i", "--label", label()));
    all.addAll(List.of("--network", name));
    all.addAll(words);
    return Cli.DOCKER.builder(all.toArray(String[]::new));
  }

  /**
   * Starts a container in it that goes with it.
   *
   * @param as what it is called
   */
  public void start(String as, List<String> words) throws InterruptedException {
    List<String> all = new ArrayList<>(List.of("run", "-d", "--label", label()));
    all.addAll(List.of("--name", as, "--network", name));
    all.addAll(words);
    Cli.DOCKER.get(all.toArray(String[]::new));
  }

  private String label() {
    return LABEL + "=" + name;
  }

  /** Ends its containers, and removes it. */
  @Override
  public void close() {
    try {
      new Leftovers(label()).remove();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
