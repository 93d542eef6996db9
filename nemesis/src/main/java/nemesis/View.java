package nemesis;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import multinode.swarm.Swarm;

/**
 * What one node sees of all.
 *
 * @param members in which start each member is, by its name without the host
 * @param connected how many of them it has links to, itself included
 * @param safe whether everything that is kept is kept on two members
 * @param running how many servers run, on all members
 * @param known how many servers there are to run
 */
record View(Map<String, Integer> members, int connected, boolean safe, int running, int known) {

  /** What a node sees now. Asks the others. */
  static View of(Swarm swarm) {
    Map<String, Integer> members = new TreeMap<>();
    swarm.cluster().starts().forEach((node, start) -> members.put(brief(node), start));
    return new View(
        members,
        swarm.cluster().connected(),
        swarm.cluster().engine().getPartitionService().isClusterSafe(),
        swarm.counts().values().stream().mapToInt(n -> n).sum(),
        swarm.names().size());
  }

  private static String brief(String node) {
    return node.replaceFirst("@.*", "");
  }

  /** Whether these are together, and nobody else is. */
  boolean isTogether(Map<String, Integer> wanted) {
    return members.equals(wanted) && connected == wanted.size();
  }

  /** Whether they are, and all servers run on them, and everything is kept. */
  boolean isWhole(Map<String, Integer> wanted) {
    return isTogether(wanted) && safe && running == known;
  }

  /** Reads what {@link #toString} has written. */
  static View parse(String text) {
    String[] words = text.split(" ");
    Map<String, Integer> members = new TreeMap<>();
    for (String member : words[0].split(",")) {
      String[] parts = member.split("=");
      members.put(parts[0], Integer.valueOf(parts[1]));
    }
    return new View(
        members,
        Integer.parseInt(words[1]),
        Boolean.parseBoolean(words[2]),
        Integer.parseInt(words[3]),
        Integer.parseInt(words[4]));
  }

  @Override
  public String toString() {
    String all =
        members.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(","));
    return "%s %d %s %d %d".formatted(all, connected, safe, running, known);
  }
}
