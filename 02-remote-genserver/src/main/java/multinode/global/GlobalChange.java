package multinode.global;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.RegisteredName;
import workbook.Todo;

/**
 * One change of one {@linkplain Global global name}, on the node whose process it concerns. A
 * process of its own makes it, and waits where there is something to wait for.
 *
 * @param members all connected nodes and this one, in the order in which everybody locks
 * @param isThere whether a member is still connected, or is this node
 * @param name the name
 * @param change what to ask this node's own server for, once the name is locked: a {@link
 *     GlobalServer.Put} or a {@link GlobalServer.Take}
 */
record GlobalChange(
    List<NodeName> members, Predicate<NodeName> isThere, String name, Object change) {

  /**
   * Locks the name on all members, one after the other; has it changed; gives the locks back, and
   * waits for that: then all members know of the change. A member that goes meanwhile is left out.
   *
   * @return what this node's server answers; or who holds the name, when somebody does and it was
   *     to be given to a process
   */
  Object make(Context context) {
    // 2.5: lock, look, change, unlock. In this order; what would each of the others allow?
    throw new Todo("2.5", "lock the name, look who holds it, have it changed, unlock it");
  }

  /** Locks the name on each member that is there; each tells who holds it, as far as it knows. */
  private Map<NodeName, Set<Pid>> lock(Context context) {
    // 2.5: ask(context, member, new GlobalServer.Lock(name)) waits for a GlobalServer.Granted.
    throw new Todo("2.5", "lock the name on all members, one after the other");
  }

  /** Who holds the name, by what the members have told; each knows best of its own processes. */
  private static Optional<Pid> holder(Map<NodeName, Set<Pid>> told) {
    return told.values().stream()
        .flatMap(Set::stream)
        .filter(pid -> told.getOrDefault(NodeName.parse(pid.node()), Set.of(pid)).contains(pid))
        .min(Comparator.naturalOrder());
  }

  /** Asks a member's server; gives its answer, or an {@link ExitReason} when it is gone. */
  private Object ask(Context context, NodeName member, Object request) {
    if (!isThere.test(member)) return ExitReason.NOCONNECTION;
    RegisteredName server = new RegisteredName(GlobalServer.NAME, member.toString());
    return Global.answer(context, context.request(server, request));
  }
}
