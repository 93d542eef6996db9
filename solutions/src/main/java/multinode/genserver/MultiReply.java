package multinode.genserver;

import java.util.SortedMap;
import java.util.TreeMap;
import multinode.process.ExitReason;
import multinode.process.NodeName;

/**
 * What {@link GenServer#multiCall} brings: an answer or an error for each node that was asked.
 *
 * @param replies the answers, by node
 * @param failed why there is none, by node
 * @param <R> what is answered
 */
public record MultiReply<R>(
    SortedMap<NodeName, R> replies, SortedMap<NodeName, CallFailed> failed) {

  /** The form the console prints: {@code {a@127.0.0.1=1} failed {b@127.0.0.1=noproc}}. */
  @Override
  public String toString() {
    SortedMap<NodeName, ExitReason> reasons = new TreeMap<>();
    failed.forEach((node, failure) -> reasons.put(node, failure.reason()));
    return failed.isEmpty() ? replies.toString() : replies + " failed " + reasons;
  }
}
