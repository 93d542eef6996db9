package nemesis;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A host for each node: Linux network namespaces, connected by a bridge in one more, and to nothing
 * else. A node is cut off as by pulling its plug out of the bridge. Only root can make them, with
 * the program {@code ip}.
 */
public final class Namespaces implements NodeNetwork {

  private final String prefix;
  private final List<String> made = new ArrayList<>();

  private Namespaces(String prefix) {
    this.prefix = prefix;
  }

  /** Makes them for so many nodes; empty where that cannot be done. */
  public static Optional<NodeNetwork> make(int nodes) {
    Namespaces all = new Namespaces("nemesis-" + ProcessHandle.current().pid() + "-");
    if (all.build(nodes)) return Optional.of(all);
    all.close();
    return Optional.empty();
  }

  private boolean build(int nodes) {
    String bridge = name(0);
    boolean able =
        add(bridge)
            && ip("-n", bridge, "link", "add", "bridge", "type", "bridge")
            && ip("-n", bridge, "link", "set", "bridge", "up");
    for (int i = 1; able && i <= nodes; i++) able = connect(i);
    return able;
  }

  private boolean connect(int number) {
    String bridge = name(0);
    String own = name(number);
    return add(own)
        && ip("-n", own, "link", "set", "lo", "up")
        && ip(
            "-n",
            bridge,
            "link",
            "add",
            plug(number),
            "type",
            "veth",
            "peer",
            "name",
            "eth0",
            "netns",
            own)
        && ip("-n", bridge, "link", "set", plug(number), "master", "bridge", "up")
        && ip("-n", own, "addr", "add", host(number) + "/24", "dev", "eth0")
        && ip("-n", own, "link", "set", "eth0", "up");
  }

  private boolean add(String namespace) {
    if (!ip("netns", "add", namespace)) return false;
    made.add(namespace);
    return true;
  }

  private String name(int number) {
    return prefix + number;
  }

  private static String plug(int number) {
    return "plug" + number;
  }

  private static boolean ip(String... words) {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(Arrays.asList(words));
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException none) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public String host(int number) {
    return "198.18.0." + (10 + number);
  }

  @Override
  public List<String> launch(int number) {
    return List.of("ip", "netns", "exec", name(number));
  }

  @Override
  public String strategy(List<String> nodes) {
    return String.join(",", nodes);
  }

  @Override
  public boolean cuts() {
    return true;
  }

  @Override
  public void cut(int number) {
    plug(number, "nomaster");
  }

  @Override
  public void heal(int number) {
    plug(number, "master", "bridge");
  }

  private void plug(int number, String... how) {
    List<String> words = new ArrayList<>(List.of("-n", name(0), "link", "set", plug(number)));
    words.addAll(Arrays.asList(how));
    if (ip(words.toArray(String[]::new))) return;
    throw new IllegalStateException("cannot change the network: ip " + String.join(" ", words));
  }

  @Override
  public void close() {
    made.reversed().forEach(namespace -> ip("netns", "delete", namespace));
  }
}
