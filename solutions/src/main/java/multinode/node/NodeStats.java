package multinode.node;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;
import multinode.process.NodeName;
import multinode.process.Processes;

/**
 * What a node has to do, in numbers.
 *
 * @param connections each connection that is up, sorted by the peer's name
 * @param processes how many processes are alive
 * @param mailboxes the processes with the most waiting messages, at most {@link #MOST}, the longest
 *     first; none that is empty and has dropped nothing
 * @param dropped how many messages could not be delivered or decoded since the node's start
 */
public record NodeStats(
    List<Traffic> connections, int processes, List<Processes.Info> mailboxes, long dropped) {

  /** How many mailboxes are listed. */
  public static final int MOST = 5;

  /**
   * What one connection has carried since it came up, and what waits for it.
   *
   * @param peer the other node
   * @param bytesIn how many bytes have come
   * @param bytesOut how many bytes have been written
   * @param messagesIn how many frames have come, ticks left out
   * @param messagesOut how many frames have been sent, ticks left out
   * @param outboxBytes how many bytes wait to be written
   */
  public record Traffic(
      NodeName peer,
      long bytesIn,
      long bytesOut,
      long messagesIn,
      long messagesOut,
      int outboxBytes) {

    @Override
    public String toString() {
      return "%s: %,d messages and %,d bytes in, %,d and %,d out, %,d bytes waiting"
          .formatted(peer, messagesIn, bytesIn, messagesOut, bytesOut, outboxBytes);
    }
  }

  /** The form the console prints: a line for each connection and for each long mailbox. */
  @Override
  public String toString() {
    Stream<String> head = Stream.of("%,d processes, %,d dropped".formatted(processes, dropped));
    Stream<String> links = connections.stream().map(Traffic::toString);
    Stream<String> boxes = mailboxes.stream().map(NodeStats::line);
    return Stream.of(head, links, boxes).flatMap(lines -> lines).collect(joining("\n"));
  }

  private static String line(Processes.Info info) {
    String line =
        "%s %s: %,d messages waiting"
            .formatted(info.pid(), String.join(" ", info.names()), info.mailbox());
    return info.dropped() == 0 ? line : "%s, %,d dropped".formatted(line, info.dropped());
  }
}
