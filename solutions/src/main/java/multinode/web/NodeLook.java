package multinode.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How a node is at one moment, as it says itself.
 *
 * @param node its full name
 * @param incarnation which start of it
 * @param now its clock
 * @param links the nodes that it is connected to
 * @param members the members that it sees
 * @param counts how many servers it runs, by {@link Kind}
 * @param servers their names, of each kind {@link Witness#NAMED} at most
 * @param processes how many processes it has
 * @param quorum whether it may run servers
 * @param page where its own page is; empty when it has none
 * @param moments what is new in its story
 */
record NodeLook(
    String node,
    int incarnation,
    Instant now,
    List<String> links,
    List<String> members,
    Map<String, Integer> counts,
    List<String> servers,
    int processes,
    boolean quorum,
    String page,
    List<Moment> moments) {

  /** The same without what changes all the time, and without its story. */
  NodeLook still() {
    return new NodeLook(
        node,
        incarnation,
        Instant.EPOCH,
        links,
        members,
        counts,
        servers,
        0,
        quorum,
        page,
        List.of());
  }

  /** How many servers it runs. */
  int running() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many of a kind. */
  int count(Kind kind) {
    return counts.getOrDefault(kind.name(), 0);
  }
}
