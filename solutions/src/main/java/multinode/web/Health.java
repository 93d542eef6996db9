package multinode.web;

import java.util.Optional;
import multinode.swarm.Swarm;

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
    if (swarm.isEmpty()) return unfit("starting");
    if (swarm.get().isLeaving()) return unfit("leaving");
    return swarm.get().hasQuorum() ? new Health(200, status("ok")) : unfit("noquorum");
  }

  private static Health unfit(String why) {
    return new Health(503, status(why));
  }

  private static String status(String word) {
    return "{\"status\":\"" + word + "\"}";
  }
}
