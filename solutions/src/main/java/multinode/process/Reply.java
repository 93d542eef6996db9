package multinode.process;

/**
 * The message that brings the answer to a request: either this arrives or a {@link Down}, once.
 *
 * @param ref what {@link Context#request} returned
 * @param answer the answer
 */
public record Reply(Ref ref, Object answer) implements SystemMessage {}
