package multinode.process;

/**
 * The message a monitor sends, once: the watched process has ended, or never was, or its node is
 * out of reach.
 *
 * @param ref what {@link Context#monitor} returned
 * @param process who was watched, as it was named then
 * @param reason why it ended; {@code noproc} or {@code noconnection} when nobody knows
 */
public record Down(Ref ref, Destination process, ExitReason reason) implements SystemMessage {}
