package multinode.process;

/**
 * The message that {@link Context#request} delivers: somebody waits for an answer.
 *
 * @param from who, to be handed to {@link Context#reply}
 * @param request what is asked
 */
public record Call(From from, Object request) {}
