package multinode.web;

import java.util.Optional;
import multinode.swarm.Swarm;
import workbook.Todo;

/**
 * What a balancer is told that asks whether a node can serve.
 *
 * @param code of HTTP: 200 when it can, 503 when it cannot just now
 * @param body in JSON
 */
public record Health(int code, String body) {

  /**
   * How a node is.
   *
   * @param swarm its share of the cluster; empty before it has joined
   */
  public static Health of(Optional<Swarm> swarm) {
    // 4.9: when is a browser better off at another node?
    throw new Todo("4.9", "say whether the balancer may send browsers to this node");
  }
}
