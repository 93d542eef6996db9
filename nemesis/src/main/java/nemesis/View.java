package nemesis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import multinode.swarm.Swarm;

/**
 * What one node sees of all.
 *
 * @param members in which start each member is, by its name without the host
 * @param connected how many of them it has links to, itself included
 * @param safe whether everything that is kept is kept on two members
 * @param missing the servers that have to run and do not
 */
record View(Map<String, Integer> members, int connected, boolean safe, SortedSet<String> missing) {

  private static final String NONE = "-";

  /** What a node sees now. Asks the others. */
  static View of(Swarm swarm) {
    Map<String, Integer> members = new TreeMap<>();
    swarm.cluster().starts().forEach((node, start) -> members.put(brief(node), start));
    return new View(
        members,
        swarm.cluster().connected(),
        swarm.cluster().engine().getPartitionService().isClusterSafe(),
        missing(swarm));
  }

  /** A name that is there before and after does not run if it does not in between. */
  private static SortedSet<String> missing(Swarm swarm) {
    SortedSet<String> missing = swarm.names();
    Set<String> running = running(swarm);
    missing.retainAll(swarm.names());
    missing.removeAll(running);
    missing.removeIf(Clients::mayNotRun);
    return missing;
  }

  /** Nothing seems to run while a member does not answer: this look is not the last one. */
  private static Set<String> running(Swarm swarm) {
    try {
      return swarm.registered().keySet();
    } catch (IllegalStateException cannotTell) {
      return Set.of();
    }
  }

  private static String brief(String node) {
    return node.replaceFirst("@.*", "");
  }

  /** What is not as it is where these, and nobody else, are together; empty when all is. */
  Optional<String> parted(Map<String, Integer> wanted) {
    if (!members.equals(wanted)) return Optional.of("members");
    return connected == wanted.size() ? Optional.empty() : Optional.of("links");
  }

  /** The same where also all servers run on them, and everything is kept. */
  Optional<String> lacking(Map<String, Integer> wanted) {
    Optional<String> parted = parted(wanted);
    if (parted.isPresent()) return parted;
    if (!safe) return Optional.of("copies");
    return missing.isEmpty() ? Optional.empty() : Optional.of("servers");
  }

  /** Reads what {@link #toString} has written. */
  static View parse(String text) {
    String[] words = text.split(" ");
    Map<String, Integer> members = new TreeMap<>();
    for (String member : words[0].split(",")) {
      String[] parts = member.split("=");
      members.put(parts[0], Integer.valueOf(parts[1]));
    }
    SortedSet<String> missing = new TreeSet<>(List.of(words[3].split(",")));
    missing.remove(NONE);
    return new View(members, Integer.parseInt(words[1]), Boolean.parseBoolean(words[2]), missing);
  }

  @Override
  public String toString() {
    String all =
        members.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(","));
    String names =
        missing.stream().map(name -> name.replace(' ', '_')).collect(Collectors.joining(","));
    return "%s %d %s %s".formatted(all, connected, safe, names.isEmpty() ? NONE : names);
  }
}
