package multinode.swarm;

import java.util.Optional;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.process.Pid;

/** What a host hears about one name. */
sealed interface News {
  /** "Start this, if nobody holds the name." */
  record Register(HostRequest.New server) implements News {}

  /** "Go on with it; I offer it under this number." */
  record Offered(Pid from, long fence) implements News {}

  /** So it stands in the table, if it does, and this node keeps the entry, if one does. */
  record Looked(Optional<Seat> seat, Optional<NodeName> home) implements News {}

  /** Somebody has unregistered it, and this is the number of the tombstone. */
  record Unregistered(long fence) implements News {}

  /** The entry is mine; fresh, when it was made just now, and was not there before. */
  record Took(Entry entry, boolean fresh) implements News {}

  /** The entry is not mine, and perhaps this is known of it. */
  record NotTaken(Optional<Seat> seat) implements News {}

  /** The table could not be asked. */
  record NotAsked(ExitReason reason) implements News {}

  /** Its process has begun, and is before its {@code init}. */
  record Began(Slot.Begun process) implements News {}

  /** Its ownership has this number now. */
  record Renewed(long fence) implements News {}

  /** It runs. */
  record Started(Pid pid) implements News {}

  /** It did not start. */
  record NotStarted(ExitReason reason) implements News {}

  /** Its process has ended. */
  record Exited(Pid pid, ExitReason reason) implements News {}

  /** Its entry is gone, or somebody else's. */
  record Forgotten() implements News {}

  /** Its entry has another number, or is not this host's: so it is now. */
  record NotForgotten(Optional<Seat> seat) implements News {}

  /** It is its former host's again, or somebody else's. */
  record GivenBack() implements News {}

  /** It does not want to move. */
  record Stays() implements News {}

  /** It runs on the other node; or the other node could not take it. */
  record Moved(boolean there) implements News {}

  /** Its pause is over. */
  record Due() implements News {}

  /** Another host is there, which may take what others could not, or this node is leaving. */
  record Anew() implements News {}
}
