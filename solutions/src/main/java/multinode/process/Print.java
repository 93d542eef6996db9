package multinode.process;

import java.util.function.Consumer;

/**
 * What asks a group leader to print a line: a request, or a message when nobody waits for it. A
 * process started from another node has its group leader there, so what it prints appears where it
 * was asked for. See "The Erlang I/O Protocol" in the <a
 * href="https://www.erlang.org/doc/apps/stdlib/io_protocol.html">STDLIB User's Guide</a>.
 *
 * @param text what to print, without the newline
 */
public record Print(String text) {

  /** The body of a group leader: prints what it is asked to, and answers when it has. */
  public static Body to(Consumer<String> output) {
    return self -> {
      for (; ; ) {
        switch (self.receive()) {
          case Call(From from, Print(String text)) -> {
            output.accept(text);
            self.reply(from, "ok");
          }
          case Print(String text) -> output.accept(text);
          default -> {} // It does nothing else.
        }
      }
    };
  }
}
