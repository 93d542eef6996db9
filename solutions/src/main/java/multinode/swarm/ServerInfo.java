package multinode.swarm;

import java.util.List;

/**
 * What the members keep of a server, for those who look on.
 *
 * @param node the node that owns it
 * @param fence the number of this ownership; each owner has a higher one than all before
 * @param groups in which groups it is
 * @param kept how many bytes of its state are kept; 0 when it is nowhere but with the server
 */
public record ServerInfo(String node, long fence, List<String> groups, int kept) {

  static ServerInfo of(Entry entry) {
    int bytes = entry.state().map(state -> state.length).orElse(0);
    return new ServerInfo(entry.host().node(), entry.fence(), entry.groups(), bytes);
  }
}
