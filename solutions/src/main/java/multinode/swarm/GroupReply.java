package multinode.swarm;

import java.util.SortedMap;
import java.util.TreeMap;
import multinode.genserver.CallFailed;
import multinode.process.ExitReason;

/**
 * What {@link Swarm#multiCall} brings: an answer or an error for each member of the group.
 *
 * @param replies the answers, by name
 * @param failed why there is none, by name
 * @param <R> what is answered
 */
public record GroupReply<R>(SortedMap<String, R> replies, SortedMap<String, CallFailed> failed) {

  /** The form the console prints: {@code {den=3} failed {hall=noproc}}. */
  @Override
  public String toString() {
    SortedMap<String, ExitReason> reasons = new TreeMap<>();
    failed.forEach((name, failure) -> reasons.put(name, failure.reason()));
    return failed.isEmpty() ? replies.toString() : replies + " failed " + reasons;
  }
}
