package multinode.node;

import java.io.IOException;
import java.time.Duration;
import multinode.process.NodeName;
import multinode.wire.Lines;

/**
 * A handshake for the exercises before and beside 1.3: the two tell each other their names, and
 * that is all. No cookie, so nothing is proved; never use it outside a test.
 */
public record OpenDoor(Peer me, Cookie cookie) implements Handshake {

  /** Options of a node with an open door that keeps to the peers it was told to connect to. */
  public static NodeOptions pair(NodeOptions options) {
    return options.withHandshake(OpenDoor::new).withConnectAll(false).withTick(Duration.ofHours(1));
  }

  @Override
  public Peer initiate(Lines lines, NodeName expected) throws IOException {
    lines.write(introduction(me));
    return introduced(lines.read());
  }

  @Override
  public Peer accept(Lines lines) throws IOException {
    Peer peer = introduced(lines.read());
    lines.write(introduction(me));
    return peer;
  }

  /** The one line that each of the two sends. */
  public static String introduction(Peer peer) {
    return "NAME %s %d %b".formatted(peer.name(), peer.incarnation(), peer.meshing());
  }

  private static Peer introduced(String line) throws Refused {
    String[] words = line.split(" ");
    if (words.length != 4 || !words[0].equals("NAME")) {
      throw new Refused(ConnectResult.Status.PROTOCOL, "expected NAME, got: " + line);
    }
    return new Peer(
        NodeName.parse(words[1]), Integer.parseInt(words[2]), Boolean.parseBoolean(words[3]));
  }
}
