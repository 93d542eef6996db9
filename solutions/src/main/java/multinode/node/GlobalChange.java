package multinode.node;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import multinode.process.Body;
import multinode.process.Context;
import multinode.process.From;
import multinode.process.Pid;
import multinode.process.Ref;
import multinode.process.RegisteredName;

/**
 * One change of one {@linkplain Global global name}, on the node whose process it concerns: locks
 * the name on all nodes, one after the other; has it changed; gives the locks back. A node that
 * goes meanwhile is left out.
 *
 * @param members all connected nodes and this one, in the order in which everybody locks
 * @param name the name
 * @param from who asked for it
 * @param change what to ask this node's own server for, once the name is locked
 */
record GlobalChange(List<NodeName> members, String name, From from, Object change) implements Body {

  @Override
  public void run(Context context) {
    Map<String, Set<Pid>> locked = new LinkedHashMap<>();
    for (NodeName member : members) {
      Object answer = Global.answer(context, ask(context, member, new GlobalServer.Lock(name)));
      if (answer instanceof GlobalServer.Granted(Set<Pid> holders)) {
        locked.put(member.toString(), holders);
      }
    }
    Optional<Pid> taken = change instanceof GlobalServer.Put ? holder(locked) : Optional.empty();
    NodeName here = NodeName.parse(context.self().node());
    Object answer =
        taken.isPresent() ? taken.get() : Global.answer(context, ask(context, here, change));
    List<Ref> unlocking = new ArrayList<>();
    for (NodeName member : members) {
      if (locked.containsKey(member.toString())) {
        unlocking.add(ask(context, member, new GlobalServer.Unlock(name)));
      }
    }
    unlocking.forEach(ref -> Global.answer(context, ref));
    context.reply(from, answer);
  }

  private static Ref ask(Context context, NodeName member, Object request) {
    return context.request(new RegisteredName(GlobalServer.NAME, member.toString()), request);
  }

  /** Who holds the name. Of its own processes only a node itself knows for sure. */
  private static Optional<Pid> holder(Map<String, Set<Pid>> locked) {
    Set<Pid> holders =
        locked.entrySet().stream()
            .flatMap(granted ->
                granted.getValue().stream()
                    .filter(pid ->
                        pid.node().equals(granted.getKey()) || !locked.containsKey(pid.node())))
            .collect(toSet());
    return holders.stream().min(Pid::compareTo);
  }
}
