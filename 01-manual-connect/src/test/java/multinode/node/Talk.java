package multinode.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import multinode.process.NodeName;
import multinode.wire.Lines;
import multinode.wire.Sockets;
import workbook.harness.Await;
import workbook.harness.Claim;
import workbook.harness.Nodes;

/** One side is the student's, on a thread of its own; the test plays the other, line by line. */
record Talk(Lines lines, CompletableFuture<Peer> side) {

  /** The node that calls. */
  static final Peer A = new Peer(new NodeName("a", Nodes.HOST), 1, true);

  /** The node that is called. */
  static final Peer B = new Peer(new NodeName("b", Nodes.HOST), 2, false);

  /** The student's side calls b. */
  static Talk withCaller(Nodes nodes, String cookie) throws IOException {
    return withCaller(nodes, new CookieHandshake(A, Cookie.of(cookie)));
  }

  static Talk withCaller(Nodes nodes, CookieHandshake a) throws IOException {
    Socket[] ends = connected(nodes);
    Lines lines = new Lines(ends[0], Await.deadline());
    return new Talk(
        new Lines(ends[1], Await.deadline()), run(ends[0], () -> a.initiate(lines, B.name())));
  }

  /** The student's side is b, and is called. */
  static Talk withListener(Nodes nodes, String cookie) throws IOException {
    return withListener(nodes, new CookieHandshake(B, Cookie.of(cookie)));
  }

  static Talk withListener(Nodes nodes, CookieHandshake b) throws IOException {
    Socket[] ends = connected(nodes);
    Lines lines = new Lines(ends[1], Await.deadline());
    return new Talk(new Lines(ends[0], Await.deadline()), run(ends[1], () -> b.accept(lines)));
  }

  void say(String line) {
    try {
      lines.write(line);
    } catch (IOException closed) {
      // The next step sees it.
    }
  }

  String hear() {
    try {
      return lines.read();
    } catch (IOException e) {
      outcome(side);
      return "(closed)";
    }
  }

  String outcome() {
    return outcome(side);
  }

  /** Checks that the student's side has refused; where for another status, that is the cause. */
  void isRefused(Claim claim) {
    String outcome = outcome();
    Claim told =
        outcome.startsWith("refused")
            ? claim.usually("Refused was given another status than BAD_COOKIE")
            : claim;
    told.isEqual("refused: BAD_COOKIE", outcome);
  }

  /** The two ends of a connection: the caller's, and the listener's. */
  static Socket[] connected(Nodes nodes) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName(Nodes.HOST))) {
      Socket left = nodes.closeLater(new Socket(Nodes.HOST, server.getLocalPort()));
      return new Socket[] {left, nodes.closeLater(server.accept())};
    }
  }

  /** Runs one side; its end is the end of its socket, too, where it fails. */
  static CompletableFuture<Peer> run(Socket socket, Callable<Peer> side) {
    CompletableFuture<Peer> result = new CompletableFuture<>();
    Thread.startVirtualThread(() -> {
      try {
        result.complete(side.call());
      } catch (Throwable thrown) {
        result.completeExceptionally(thrown);
        Sockets.close(socket);
      }
    });
    return result;
  }

  /** How a side ended. */
  static String outcome(CompletableFuture<Peer> side) {
    try {
      Peer peer = side.join();
      return peer == null ? "nobody: null was returned" : "connected to " + peer.name();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Refused refused) return "refused: " + refused.status();
      throw e;
    }
  }
}
