package multinode.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import multinode.mapper.MapperClient;
import multinode.process.Events;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Processes;
import multinode.process.Ref;
import multinode.process.RemoteTies;
import multinode.process.Signal;
import multinode.process.Uplink;
import multinode.wire.Codec;
import multinode.wire.Frame;
import multinode.wire.Lines;
import multinode.wire.Wire;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;
import workbook.harness.Nodes;

/** A peer that is gone in the moment in which it is let in. */
class AdmissionTest {

  private static final Peer X = new Peer(new NodeName("x", Nodes.HOST), 1, false);

  private final Processes processes =
      new Processes("a@127.0.0.1", 1, Uplink.none(), new Events("a@127.0.0.1"));
  private final List<String> told = new CopyOnWriteArrayList<>();

  /** Trusts everybody, without a word. */
  private static final class Trusting implements Handshake {
    @Override
    public Peer initiate(Lines lines, NodeName expected) {
      return X;
    }

    @Override
    public Peer accept(Lines lines) {
      return X;
    }
  }

  /** What is told of connections. */
  private final class Told implements Connections.Listening {
    @Override
    public void up(Connection connection) {
      told.add("up");
    }

    @Override
    public void down(Connection connection, String reason) {
      told.add("down");
    }

    @Override
    public void frame(Connection connection, Frame frame) {}

    @Override
    public void leaving(Connection connection, Frame frame) {}

    @Override
    public RemoteTies ties(Peer peer) {
      return processes.tiesTo(peer.name().toString());
    }
  }

  /** A socket on which nothing can be written; before that is noticed, this is done. */
  private static Socket broken(Runnable meanwhile) {
    return new Socket() {
      @Override
      public OutputStream getOutputStream() {
        return new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            meanwhile.run();
            throw new IOException("it is broken, as it should be");
          }

          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            write(bytes[from]);
          }
        };
      }

      @Override
      public java.io.InputStream getInputStream() {
        return java.io.InputStream.nullInputStream();
      }

      @Override
      public SocketAddress getRemoteSocketAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
      }

      @Override
      public InetAddress getInetAddress() {
        return InetAddress.getLoopbackAddress();
      }

      @Override
      public void setTcpNoDelay(boolean on) {}

      @Override
      public void setSendBufferSize(int size) {}
    };
  }

  @Test
  @DisplayName("who has sent on the connection before ADMITTED failed hears that it is gone")
  void monitor() {
    NodeOptions options =
        NodeOptions.named(new NodeName("a", Nodes.HOST), Cookie.of("x"))
            .withHandshake((peer, cookie) -> new Trusting());
    Peer self = new Peer(options.name(), 1, false);
    Connections connections =
        new Connections(
            self,
            options,
            new Dialer(new MapperClient(1), options.setup()),
            new Wire(new Codec(options.allowlist())),
            new Events("a@127.0.0.1"));
    connections.serve(new Told());
    Pid watcher = new Pid("a@127.0.0.1", 1, 1);
    Pid far = new Pid(X.name().toString(), 1, 1);
    Frame monitor = new Frame.Carry(new Signal.Monitor(new Ref("a@127.0.0.1", 1, 1), watcher, far));
    List<Boolean> sent = new CopyOnWriteArrayList<>();
    Supplier<Boolean> sends = () -> connections.find(far.node()).orElseThrow().send(monitor);
    connections.accept(broken(() -> sent.add(sends.get())));

    assertThat(sent).containsExactly(true);
    Await.until("the end is told", () -> told.contains("down"));
    connections.close();
    processes.close();
  }
}
