package workbook.harness;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.random.RandomGenerator;

/** One direction of one connection through a proxy. */
final class Pump implements Runnable {

  private static final int PIECE = 8192;

  private final Socket from;
  private final Socket to;
  private final Faults faults;
  private final RandomGenerator random;

  Pump(Socket from, Socket to, Faults faults, RandomGenerator random) {
    this.from = from;
    this.to = to;
    this.faults = faults;
    this.random = random;
  }

  @Override
  public void run() {
    byte[] piece = new byte[PIECE];
    try {
      InputStream in = from.getInputStream();
      for (int count; (count = in.read(piece, 0, faults.piece(PIECE))) >= 0; ) {
        pause(faults.holdNanos(random) + faults.travelNanos(count));
        faults.pass();
        faults.garble(piece, count, random);
        to.getOutputStream().write(piece, 0, count);
      }
      faults.pass();
    } catch (IOException broken) {
      // The other side is told by the close below.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    FaultProxy.close(from);
    FaultProxy.close(to);
  }

  private static void pause(long nanos) throws InterruptedException {
    if (nanos > 0) Thread.sleep(java.time.Duration.ofNanos(nanos));
  }
}
