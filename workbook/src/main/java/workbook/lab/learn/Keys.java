package workbook.lab.learn;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What somebody types, as single keys. A terminal that {@link SingleKeys} can set gives each one at
 * once; from any other input each line counts as its first character, so a key needs Enter.
 */
public final class Keys implements AutoCloseable {

  private static final char ESCAPE = 27;

  private final BlockingQueue<Character> typed = new LinkedBlockingQueue<>();
  private final Optional<SingleKeys> terminal;

  private Keys(Optional<SingleKeys> terminal) {
    this.terminal = terminal;
  }

  /** Reads standard input, until it ends or this program does. */
  public static Keys ofStandardInput() throws InterruptedException {
    Keys keys = new Keys(SingleKeys.set());
    Thread.ofPlatform().daemon().name("keys").start(() -> keys.read(System.in));
    return keys;
  }

  /** Whether each key comes at once, without Enter. */
  public boolean areSingle() {
    return terminal.isPresent();
  }

  /** The keys, in their order; the last is {@link Key#QUIT}, once the input has ended. */
  public BlockingQueue<Character> typed() {
    return typed;
  }

  private void read(InputStream input) {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    try {
      if (areSingle()) readKeys(reader);
      else
        reader.lines().forEach(line -> typed.add(line.isBlank() ? '\n' : line.strip().charAt(0)));
    } catch (IOException ended) {
      // As at its end.
    }
    typed.add(Key.QUIT.typed());
  }

  private void readKeys(BufferedReader reader) throws IOException {
    for (int key; (key = reader.read()) >= 0; ) {
      if (key == ESCAPE) skipSequence(reader);
      else typed.add((char) key);
    }
  }

  /** An arrow key or the like: a few characters that come at once (ECMA-48, 5.4). */
  private static void skipSequence(BufferedReader reader) throws IOException {
    if (!reader.ready()) return; // the key Escape itself
    int kind = reader.read();
    if (kind == 'O') reader.read();
    if (kind != '[') return;
    for (int one; (one = reader.read()) >= 0; ) if (one >= '@' && one <= '~') return;
  }

  @Override
  public void close() {
    terminal.ifPresent(SingleKeys::close);
  }
}
