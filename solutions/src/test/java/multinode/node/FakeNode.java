package multinode.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import multinode.mapper.MapperClient;
import multinode.wire.Listener;
import workbook.harness.Nodes;

/** Something that listens under the name of a node, and is none. */
public final class FakeNode implements AutoCloseable {

  private final Listener listener;
  private final MapperClient mapper;

  private FakeNode(Listener listener, MapperClient mapper) {
    this.listener = listener;
    this.mapper = mapper;
  }

  /** What it does to each caller; the connection is closed when it returns. */
  @FunctionalInterface
  public interface Behaviour {
    void to(RawPeer caller) throws IOException;
  }

  /** Opens one, to be closed with the test's nodes, one of which must run already. */
  public static FakeNode open(Nodes nodes, String name, Behaviour behaviour) throws IOException {
    InetSocketAddress any = new InetSocketAddress(Nodes.HOST, 0);
    Listener listener =
        nodes.closeLater(Listener.open(any, 16, socket -> serve(socket, behaviour)));
    MapperClient mapper = nodes.closeLater(new MapperClient(nodes.mapperPort()));
    mapper.register(nodes.name(name), listener.port());
    return new FakeNode(listener, mapper);
  }

  private static void serve(Socket socket, Behaviour behaviour) {
    try (RawPeer caller = new RawPeer(socket)) {
      behaviour.to(caller);
    } catch (IOException gone) {
      // As callers go.
    }
  }

  /** A behaviour: says these lines, hearing one before each, and is silent from then on. */
  public static Behaviour saying(String... lines) {
    return caller -> {
      for (String line : lines) {
        caller.hear();
        caller.say(line);
      }
      caller.awaitEnd();
    };
  }

  @Override
  public void close() {
    mapper.close();
    listener.close();
  }
}
