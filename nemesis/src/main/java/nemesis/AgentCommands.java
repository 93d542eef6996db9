package nemesis;

import java.util.List;
import multinode.app.BuildingApplication;
import multinode.genserver.CallFailed;
import multinode.node.Here;
import multinode.node.Node;
import multinode.node.NodeName;
import multinode.swarm.Swarm;
import multinode.swarm.Words;
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
 *   forget NAME     ends a server, and whatever is kept of it
 * </pre>
 */
final class AgentCommands {

  private static final String BUILDING = "tower";
  private static final int NOBODY = -1;

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
      case "forget" -> "" + swarm.unregister(String.join(" ", rest));
      default -> throw new IllegalArgumentException("what is " + what + "?");
    };
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
