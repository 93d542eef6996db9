package multinode.swarm;

import java.util.Optional;
import multinode.node.NodeName;
import multinode.process.ExitReason;
import multinode.process.Pid;

/** What a host hears about one name. */
sealed interface News {

  /** "Start it." */
  record Register() implements News {}

  /** "Go on with it; I offer it under this number." */
  record Offered(Pid from, long fence) implements News {}

  /**
   * So it stands in the table.
   *
   * @param seat empty when the table does not know the name
   * @param home the node that keeps the entry; empty while nobody does
   */
  record Looked(Optional<Seat> seat, Optional<NodeName> home) implements News {}

  /**
   * The entry is mine.
   *
   * @param fresh whether it was made just now, and was not there before
   */
  record Took(Entry entry, boolean fresh) implements News {}

  /** The entry is not mine, but whose it is instead is known or not. */
  record NotTaken(Optional<Seat> seat) implements News {}

  /** The table could not be asked. */
  record NotAsked(ExitReason reason) implements News {}

  /** Its process has begun, and is before its {@code init}. */
  record Began(Slot.Begun process) implements News {}

  /** It runs. */
  record Started(Pid pid) implements News {}

  /** It did not start. */
  record NotStarted(ExitReason reason) implements News {}

  /** Its process has ended. */
  record Exited(Pid pid, ExitReason reason) implements News {}

  /** Its entry is gone, or somebody else's. */
  record Forgotten() implements News {}

  /** It does not want to move. */
  record Stays() implements News {}

  /** It runs on the other node. */
  record Moved() implements News {}

  /** The other node could not take it. */
  record NotMoved() implements News {}

  /** Its pause is over. */
  record Due() implements News {}

  /** Another host is there, which may take what others could not, or this node is leaving. */
  record Anew() implements News {}
}
