package workbook.harness;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.random.RandomGenerator;

/**
 * One direction of one connection through a proxy: a thread that reads, and one that writes what
 * was read when its time has come. Little is held between the two, so that a slow way is felt at
 * its beginning.
 */
final class Pump {

  private static final int PIECE = 8192;
  private static final int HELD = 8;
  private static final Piece END = new Piece(new byte[0], 0);

  private final Socket from;
  private final Socket to;
  private final Faults faults;
  private final RandomGenerator random;
  private final BlockingQueue<Piece> held = new ArrayBlockingQueue<>(HELD);

  private record Piece(byte[] bytes, long due) {}

  Pump(Socket from, Socket to, Faults faults, RandomGenerator random) {
    this.from = from;
    this.to = to;
    this.faults = faults;
    this.random = random;
  }

  void start() {
    Thread writer = Thread.ofVirtual().name("proxy").start(this::write);
    Thread.ofVirtual().name("proxy").start(() -> read(writer));
  }

  private void read(Thread writer) {
    byte[] buffer = new byte[PIECE];
    try {
      InputStream in = from.getInputStream();
      for (int count; (count = in.read(buffer, 0, faults.piece(PIECE))) >= 0; ) {
        long due = System.nanoTime() + faults.holdNanos(random);
        held.put(new Piece(Arrays.copyOf(buffer, count), due));
      }
      held.put(END);
    } catch (IOException broken) {
      writer.interrupt();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    try {
      for (Piece piece; (piece = held.take()) != END; ) {
        pause(piece.due() - System.nanoTime());
        pause(faults.travelNanos(piece.bytes().length));
        faults.pass();
        faults.garble(piece.bytes(), random);
        to.getOutputStream().write(piece.bytes());
      }
      faults.pass();
    } catch (IOException broken) {
      // Both sides are told by the close below.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      FaultProxy.close(from);
      FaultProxy.close(to);
    }
  }

  private static void pause(long nanos) throws InterruptedException {
    if (nanos > 0) Thread.sleep(Duration.ofNanos(nanos));
  }
}
