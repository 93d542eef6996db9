package nemesis;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import multinode.app.BuildingApplication;
import multinode.genserver.CallFailed;
import multinode.node.Here;
import multinode.node.Node;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.swarm.Swarm;
import multinode.swarm.Words;
import multinode.web.Page;
import multinode.web.PageSettings;
import nemesis.Operation.Kind;

/**
 * What a node does when it is shown to somebody. It answers each of these with one line, which
 * begins with the same word in capitals:
 *
 * <pre>
 *   build           starts its building
 *   visit NODE      how many rooms the building of a node has, or why it does not say
 *   furnish         has the rooms of the whole cluster be there, and the people
 *   people          asks all rooms who is there; the answer is a line of {@link Journal}
 *   spread          how many servers run on each node, as bars, with | between them
 *   parts N SEED    kills processes of the system that have names, N of them
 *   crashes N       kills the process of each manager, N times
 *   groups          what is in the group and has no name, or the other way round
 *   ghosts          names of short-lived processes that are still there
 *   cpu             how many nanoseconds of a processor this node has used
 *   page            serves its page from now on; where
 *   tell TEXT       has its page tell that
 *   forget NAME     ends a server, and whatever is kept of it
 * </pre>
 */
final class AgentCommands {

  private static final String BUILDING = "tower";
  private static final int NOBODY = -1;
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final Swarm swarm;
  private final Journal journal;
  private final Node node;

  AgentCommands(Swarm swarm, Journal journal) {
    this.swarm = swarm;
    this.journal = journal;
    node = swarm.cluster().node();
  }

  /** Does what a line says; what there is to say then. */
  String obey(String what, List<String> rest) {
    return switch (what) {
      case "build" -> build();
      case "visit" -> visit(NodeName.parse(rest.getFirst()));
      case "furnish" -> {
        Walkers.moveIn(swarm, journal);
        yield "";
      }
      case "people" -> {
        journal.operation(NOBODY, Kind.DUMP, "rooms", () -> Whereabouts.of(swarm));
        yield "";
      }
      case "spread" -> spread();
      case "parts" -> parts(Integer.parseInt(rest.get(0)), Long.parseLong(rest.get(1)));
      case "crashes" -> crashes(Integer.parseInt(rest.getFirst()));
      case "groups" -> groups();
      case "ghosts" -> ghosts();
      case "cpu" -> "" + cpu();
      case "page" -> page();
      case "tell" -> tell(String.join(" ", rest));
      case "forget" -> "" + swarm.unregister(String.join(" ", rest));
      default -> throw new IllegalArgumentException("what is " + what + "?");
    };
  }

  private String page() {
    try {
      return Page.start(node, PageSettings.STANDARD).address();
    } catch (IOException e) {
      return "nowhere: " + e.getMessage();
    }
  }

  private String tell(String text) {
    node.parts().all(Page.class).forEach(page -> page.tell(text));
    return "";
  }

  private String parts(int count, long seed) {
    List<String> names =
        new ArrayList<>(
            node.processes().list().stream().flatMap(info -> info.names().stream()).toList());
    Collections.shuffle(names, new Random(seed));
    for (String name : names.subList(0, Math.min(count, names.size()))) {
      node.processes().list().stream()
          .filter(info -> info.names().contains(name))
          .forEach(info -> Clients.kill(node, info.pid()));
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return String.join(", ", names.subList(0, Math.min(count, names.size())));
  }

  private String crashes(int times) {
    for (int i = 0; i < times; i++) {
      crash();
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return "";
  }

  /** Nobody is killed while a member does not answer. */
  private void crash() {
    SortedMap<String, Pid> running;
    try {
      running = swarm.registered();
    } catch (IllegalStateException cannotTell) {
      return;
    }
    running.keySet().retainAll(Clients.MANAGERS);
    running.values().forEach(pid -> Clients.kill(node, pid));
  }

  private String groups() {
    SortedSet<String> names = new TreeSet<>(swarm.names());
    names.removeIf(name -> !Clients.isLedger(name));
    SortedSet<String> members = swarm.members(Clients.GROUP);
    SortedSet<String> only = new TreeSet<>(names);
    only.removeAll(members);
    SortedSet<String> ghosts = new TreeSet<>(members);
    ghosts.removeAll(names);
    if (only.isEmpty() && ghosts.isEmpty()) return "";
    return "in no group %s, without a name %s".formatted(only, ghosts);
  }

  private String ghosts() {
    try {
      return swarm.registered().keySet().stream()
          .filter(Clients::isProcess)
          .collect(Collectors.joining(", "));
    } catch (IllegalStateException cannotTell) {
      return cannotTell.getMessage();
    }
  }

  private static long cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  private String build() {
    BuildingApplication.start(node);
    return "" + BuildingApplication.startBuilding(node, BUILDING);
  }

  private String visit(NodeName there) {
    try {
      int rooms = BuildingApplication.getRoomsForBuildingAtNode(node, BUILDING, there).size();
      return rooms + " rooms";
    } catch (CallFailed e) {
      return e.reason().toString();
    }
  }

  private String spread() {
    Here.enter(node);
    return Words.spread().text().replace(System.lineSeparator(), "|");
  }
}
