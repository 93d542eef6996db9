package multinode.swarm;

import java.lang.System.Logger.Level;

/** Whether a host may run anything; says in the log when that changes. For its own process. */
final class QuorumLog {

  private final Share share;
  private boolean met = true;
  private boolean tooMany;

  QuorumLog(Share share) {
    this.share = share;
  }

  /** Looks whether there are enough members now. */
  boolean isMet() {
    boolean before = met;
    met = share.hasQuorum();
    int minimum = share.quorum().minimum();
    if (before && !met) {
      Host.LOG.log(
          Level.WARNING, "{0}: no server runs here while {1} nodes are not", share, minimum);
    } else if (met && !before) {
      Host.LOG.log(Level.INFO, "{0}: enough nodes are here", share);
    }
    if (minimum > 1 && !tooMany) countAll(minimum);
    return met;
  }

  private void countAll(int minimum) {
    int members = share.members().size();
    tooMany = share.quorum().allowsTwo(members);
    if (!tooMany) return;
    Host.LOG.log(
        Level.WARNING,
        "{0}: two parts could both go on, {1} of {2} nodes each; tell all a greater --cluster-size",
        share,
        minimum,
        members);
  }
}
