package multinode.console;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import jdk.jshell.tool.JavaShellToolBuilder;

/**
 * The terminal of a console. What is printed while somebody types appears above the prompt, and the
 * prompt with what has been typed is drawn again; until the first prompt, one line tells that the
 * node is starting.
 */
final class Screen {

  private final PrintStream out = System.out;
  private final Prompt prompt = new Prompt();
  private String shown;

  private Screen(String name) {
    System.setOut(above(System.out));
    System.setErr(above(System.err));
    shown = "Starting " + name + " …";
    out.print(shown);
    out.flush();
  }

  /** Whether there is a terminal, with somebody who types. */
  static boolean isThere() {
    return System.console() != null && System.console().isTerminal();
  }

  /** Takes over the terminal, for a node with this name. */
  static Screen open(String name) {
    return new Screen(name);
  }

  /** The stream for what belongs where the cursor is: answers to what was typed. */
  PrintStream out() {
    return out;
  }

  /** Runs a shell in this terminal. */
  void run(JavaShellToolBuilder shell, String... arguments) throws Exception {
    prompt.run(shell, arguments);
  }

  /** Takes back what tells that the node is starting: for the first prompt, or an error. */
  synchronized void started() {
    if (shown.isEmpty()) return;
    out.print("\r" + " ".repeat(shown.length()) + "\r");
    out.flush();
    shown = "";
  }

  private PrintStream above(PrintStream stream) {
    return new PrintStream(new Above(stream), true, stream.charset());
  }

  /** Whole lines go above the prompt, if there is one; all else goes on as it is. */
  private final class Above extends OutputStream {

    private final PrintStream stream;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Above(PrintStream stream) {
      this.stream = stream;
    }

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      started();
      byte[] lines = wholeLines(bytes, from, length);
      if (prompt.print(new String(lines, stream.charset()))) return;
      stream.writeBytes(lines);
      stream.writeBytes(rest());
      stream.flush();
    }

    private synchronized byte[] wholeLines(byte[] bytes, int from, int length) {
      line.write(bytes, from, length);
      byte[] all = rest();
      int end = all.length;
      while (end > 0 && all[end - 1] != '\n') end--;
      line.write(all, end, all.length - end);
      return Arrays.copyOf(all, end);
    }

    private synchronized byte[] rest() {
      byte[] rest = line.toByteArray();
      line.reset();
      return rest;
    }
  }
}
