package multinode.process;

/**
 * The message that asks a group leader to print a line. A process started from another node has its
 * group leader there, so what it prints appears where it was asked for.
 *
 * @param text what to print, without the line's end
 */
public record Print(String text) {}
