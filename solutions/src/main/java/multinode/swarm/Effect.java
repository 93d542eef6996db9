package multinode.swarm;

import java.time.Duration;
import java.util.Optional;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.process.Pid;

/** What a host does about one name; in brackets the {@link News} that come of it. */
sealed interface Effect {
  /** Make a new entry. (Took, NotTaken or NotAsked.) */
  record Claim(HostRequest.New server) implements Effect {}

  /** Take over an entry that nobody runs, or that is this host's. (The same.) */
  record Adopt() implements Effect {}

  /** Take over an entry that is offered under this number. (The same.) */
  record Take(long fence) implements Effect {}

  /** Start its process. (Began, and Started or NotStarted.) */
  record Start(Entry entry) implements Effect {}

  /** Ask it to move. (Stays or Moved.) */
  record Move(Pid pid, NodeName to) implements Effect {}

  /** End its process: at once, or after what was sent to it before. (Exited.) */
  record Stop(Pid pid, ExitReason reason, boolean atOnce) implements Effect {}

  /** Have it say what it knows to the one that goes on elsewhere, and end. (Exited.) */
  record Yield(Pid pid) implements Effect {}

  /** Have it take in what others of its name know. */
  record Resolve(Pid pid) implements Effect {}

  /** Make its entry again, which is lost. */
  record Restore(Pid pid) implements Effect {}

  /** Take its entry out, which has this number. (Forgotten or NotAsked.) */
  record Forget(long fence) implements Effect {}

  /** Give its entry back to the host that has offered it. */
  record GiveBack(long fence, Pid former) implements Effect {}

  /** Say when so much time has passed. (Due.) */
  record Wake(Duration in) implements Effect {}

  /** Look at the table soon. (Looked.) */
  record Look() implements Effect {}

  /** Tell those who wait for it. */
  record Tell(Outcome outcome) implements Effect {}

  /** What those are told who wait for something to come of a name. */
  sealed interface Outcome {
    /** It runs; new, when it was registered just now, and was not there before. */
    record At(Pid pid, boolean isNew) implements Outcome {}

    /** It does not run, for this reason. */
    record Not(ExitReason reason) implements Outcome {}

    /** It is not here; perhaps this is known of it. */
    record Elsewhere(Optional<Seat> seat) implements Outcome {}
  }
}
