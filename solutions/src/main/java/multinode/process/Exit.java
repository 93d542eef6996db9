package multinode.process;

/**
 * The message that an exit signal becomes in a process that traps exits.
 *
 * @param from the process that ended or sent the signal
 * @param reason why
 */
public record Exit(Pid from, ExitReason reason) implements SystemMessage {}
