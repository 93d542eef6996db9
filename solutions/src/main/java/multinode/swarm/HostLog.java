package multinode.swarm;

import java.lang.System.Logger.Level;
import java.time.Duration;
import multinode.cluster.Seldom;
import multinode.process.ExitReason;

/** What a host says in the log: each cause once in a while, however many servers suffer from it. */
final class HostLog {

  private final Seldom seldom = new Seldom(Duration.ofSeconds(30));
  private boolean met = true;
  private boolean tooMany;

  private void once(String cause, String text) {
    if (seldom.tells(cause)) Host.LOG.log(Level.WARNING, text);
  }

  /** A server has crashed, or could not start, and is started again. */
  void crashed(String name, News news, Slot.BackingOff off) {
    String why =
        switch (news) {
          case News.Exited(_, ExitReason reason) -> "ended: " + reason;
          case News.NotStarted(ExitReason reason) -> "did not start: " + reason;
          default -> "ended";
        };
    once(why, "%s %s; attempt %d follows".formatted(name, why, off.crashes()));
  }

  /** Another node could not take a server. */
  void refused(Host.Offered offered) {
    ExitReason why =
        offered.outcome() instanceof Effect.Outcome.Not(ExitReason reason)
            ? reason
            : Reasons.FENCED;
    once(
        "%s refuses: %s".formatted(offered.to(), why),
        "%s did not take over %s: %s".formatted(offered.to(), offered.name(), why));
  }

  /** Whether there are enough members for anything to run. */
  void quorum(LocalSwarm local, boolean now) {
    int minimum = local.settings().quorum().minimum();
    int members = local.cluster().starts().size();
    if (met && !now) {
      Host.LOG.log(
          Level.WARNING, "{0}: no server runs here while {1} nodes are not", local, minimum);
    } else if (now && !met) {
      Host.LOG.log(Level.INFO, "{0}: enough nodes are here", local);
    }
    met = now;
    if (minimum == 1 || tooMany || !local.settings().quorum().allowsTwo(members)) return;
    tooMany = true;
    Host.LOG.log(
        Level.WARNING,
        "{0}: two parts could both go on, {1} of {2} nodes each; tell all a greater --cluster-size",
        local,
        minimum,
        members);
  }
}
