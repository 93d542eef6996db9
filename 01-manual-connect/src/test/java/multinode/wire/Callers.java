package multinode.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import workbook.harness.Await;
import workbook.harness.Nodes;

/** Peers that call a listener, and what they hear, for the tests of 1.2. */
final class Callers {

  private Callers() {}

  /** Connects a peer to a listener; what it reads has the usual limit. */
  static Socket call(Nodes nodes, Listener listener) throws IOException {
    Socket socket = nodes.closeLater(new Socket(Nodes.HOST, listener.port()));
    socket.setSoTimeout(Math.toIntExact(Await.deadline().toMillis()));
    return socket;
  }

  /** A set-up that answers one line and closes. */
  static void echo(Socket socket) {
    try (socket) {
      String line = readLine(socket);
      socket.getOutputStream().write(("echo: " + line + "\n").getBytes());
    } catch (IOException closed) {
      // By the listener, to make room.
    }
  }

  /** Says hello; gives the answer, or why there is none. */
  static String sayHello(Socket socket) {
    try {
      socket.getOutputStream().write("hello\n".getBytes());
      return readLine(socket);
    } catch (IOException e) {
      return e instanceof SocketTimeoutException ? "no answer" : "closed";
    }
  }

  /** What one end hears when the other says "still here". */
  static String heard(Socket from, Socket to) {
    try {
      from.getOutputStream().write("still here\n".getBytes());
      return readLine(to);
    } catch (IOException e) {
      return "closed";
    }
  }

  /** What a peer reads that says nothing. */
  static String heardNothing(Socket socket) {
    try {
      return readLine(socket);
    } catch (IOException e) {
      return e instanceof SocketTimeoutException ? "still open" : "closed";
    }
  }

  static String readLine(Socket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next; (next = socket.getInputStream().read()) != '\n'; line.append((char) next)) {
      if (next < 0) return "closed";
    }
    return line.toString();
  }

  /** What comes of something that waits; until then, that it waits. */
  static Supplier<String> later(Supplier<String> waiting) {
    CompletableFuture<String> answer =
        CompletableFuture.supplyAsync(waiting, task -> Thread.ofPlatform().daemon().start(task));
    return () -> answer.getNow("nothing yet");
  }

  /** A server on a free port, to be changed by a test. */
  static class Server extends ServerSocket {
    Server() throws IOException {
      super(0, 50, InetAddress.getByName(Nodes.HOST));
    }
  }

  /** Waits like a set-up that takes its time. */
  static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(Await.deadline().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
