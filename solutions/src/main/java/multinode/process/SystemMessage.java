package multinode.process;

/**
 * What the system itself tells a process: the end of another, an answer it waits for, nodes that
 * come and go. It has its place in every mailbox: it does not count against a {@linkplain
 * Context#boundMailbox bound}, and is not dropped.
 */
public interface SystemMessage {}
