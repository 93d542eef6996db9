package nemesis;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.harness.ProgramResult;

/**
 * A host for each node: Linux network namespaces, connected by a bridge in one more, and to nothing
 * else. A node is cut off as by pulling its plug out of the bridge. Only root can make them, with
 * the program {@code ip}. They go with this program, however it ends; if it is killed, with the
 * next run.
 */
public final class Namespaces implements NodeNetwork {

  /** Before the process of the run, and the number of the node. */
  private static final String NAMES = "nemesis-";

  private static final Pattern OF_A_RUN = Pattern.compile(NAMES + "(\\d+)-\\d+");
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** A hardware address, locally administered, that nobody has. */
  private static final String NOBODY = "02:00:00:00:00:fe";

  private final String prefix;
  private final int nodes;
  private final Set<Integer> muted = new HashSet<>();
  private final Thread atShutdown = new Thread(this::remove);
  private boolean removed;

  private Namespaces(String prefix, int nodes) {
    this.prefix = prefix;
    this.nodes = nodes;
  }

  /** Makes them for so many nodes; empty where that cannot be done. Removes what dead runs left. */
  public static Optional<NodeNetwork> make(int nodes) {
    removeAll(name -> isOfDeadRun(OF_A_RUN.matcher(name)));
    Namespaces all = new Namespaces(NAMES + ProcessHandle.current().pid() + "-", nodes);
    Runtime.getRuntime().addShutdownHook(all.atShutdown);
    if (all.build()) return Optional.of(all);
    all.close();
    return Optional.empty();
  }

  private static boolean isOfDeadRun(Matcher name) {
    return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
  }

  private boolean build() {
    String bridge = name(0);
    boolean able = add(bridge) && addBridge("bridge") && addBridge("other");
    for (int i = 1; able && i <= nodes; i++) able = connect(i);
    return able;
  }

  private boolean addBridge(String bridge) {
    return ip("-n", name(0), "link", "add", bridge, "type", "bridge")
        && ip("-n", name(0), "link", "set", bridge, "up");
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

  private synchronized boolean add(String namespace) {
    return !removed && ip("netns", "add", namespace);
  }

  private String name(int number) {
    return prefix + number;
  }

  private static String plug(int number) {
    return "plug" + number;
  }

  private static boolean ip(String... words) {
    return ask(words).isPresent();
  }

  /** What {@code ip} prints; empty when it fails. */
  private static Optional<String> ask(String... words) {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(Arrays.asList(words));
    try {
      return ProgramResult.of(new ProcessBuilder(command), LIMIT)
          .filter(ProgramResult::good)
          .map(ProgramResult::out);
    } catch (IOException none) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
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
  public void move(int number) {
    plug(number, "master", "other");
  }

  /** Its kernel takes all others to be at an address that nobody has. */
  @Override
  public void mute(int number) {
    for (int other = 1; other <= nodes; other++) {
      if (other != number)
        neighbour(number, "replace", other, "lladdr", NOBODY, "nud", "permanent");
    }
    muted.add(number);
  }

  @Override
  public void heal(int number) {
    plug(number, "master", "bridge");
    if (!muted.remove(number)) return;
    for (int other = 1; other <= nodes; other++) {
      if (other != number) neighbour(number, "del", other);
    }
  }

  private void neighbour(int number, String how, int other, String... what) {
    List<String> words = new ArrayList<>(List.of("-n", name(number), "neigh", how, host(other)));
    words.addAll(Arrays.asList(what));
    words.addAll(List.of("dev", "eth0"));
    change(words);
  }

  private void plug(int number, String... how) {
    List<String> words = new ArrayList<>(List.of("-n", name(0), "link", "set", plug(number)));
    words.addAll(Arrays.asList(how));
    change(words);
  }

  private static void change(List<String> words) {
    if (ip(words.toArray(String[]::new))) return;
    throw new IllegalStateException("cannot change the network: ip " + String.join(" ", words));
  }

  /** Removes the namespaces of these names, with all that runs in them. */
  private static void removeAll(Predicate<String> wanted) {
    for (String line : ask("netns", "list").orElse("").lines().toList()) {
      String name = line.split(" ")[0];
      if (!wanted.test(name)) continue;
      ask("netns", "pids", name).stream()
          .flatMap(String::lines)
          .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
          .forEach(ProcessHandle::destroyForcibly);
      ip("netns", "delete", name);
    }
  }

  /** Those that are there: one may have been made by an {@code ip} that was interrupted. */
  private synchronized void remove() {
    removed = true;
    removeAll(name -> name.startsWith(prefix));
  }

  @Override
  public void close() {
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(atShutdown);
    } catch (IllegalStateException shuttingDown) {
      // Then the hook does its work now.
    }
  }
}
