package workbook.lab.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** What no system of nodes can beat: 64 bytes there and back, on one socket of this machine. */
public final class RawTcp {

  private static final int BYTES = 64;
  private static final int PASSES = 5;

  private RawTcp() {}

  /** How long one round trip takes, in microseconds: the fastest of a few passes. */
  public static double measure(int roundTrips) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket here = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket there = server.accept()) {
      here.setTcpNoDelay(true);
      there.setTcpNoDelay(true);
      Thread.ofPlatform().daemon().name("echo").start(() -> echo(there));
      double best = Double.MAX_VALUE;
      for (int i = 0; i < PASSES; i++) best = Math.min(best, pass(here, roundTrips));
      return best;
    }
  }

  private static double pass(Socket socket, int roundTrips) throws IOException {
    byte[] bytes = new byte[BYTES];
    DataInputStream in = new DataInputStream(socket.getInputStream());
    OutputStream out = socket.getOutputStream();
    long begin = System.nanoTime();
    for (int i = 0; i < roundTrips; i++) {
      out.write(bytes);
      in.readFully(bytes);
    }
    return (System.nanoTime() - begin) / 1e3 / roundTrips;
  }

  private static void echo(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      byte[] bytes = new byte[BYTES];
      for (int count; (count = in.read(bytes)) >= 0; ) {
        socket.getOutputStream().write(bytes, 0, count);
      }
    } catch (IOException closed) {
      // The other side has what it wanted.
    }
  }
}
