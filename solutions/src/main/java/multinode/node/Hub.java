package multinode.node;

import java.util.List;
import multinode.global.Global;
import multinode.process.NodeName;
import multinode.process.Processes;
import multinode.process.RemoteTies;
import multinode.process.Signal;
import multinode.wire.Frame;

/** What a node does about its connections: tells those whom it concerns. */
record Hub(
    NodeOptions options,
    Processes processes,
    Outgoing outgoing,
    Mesh mesh,
    Spawning spawning,
    NodeMonitors monitors,
    Global global)
    implements Connections.Listening {

  @Override
  public void up(Connection connection) {
    Peer peer = connection.peer();
    outgoing.up(peer.name().toString());
    if (options.connectAll() && peer.meshing()) {
      List<NodeName> others = mesh.introduce(peer.name());
      if (!others.isEmpty()) connection.send(new Frame.Known(others));
    }
    global.up(peer.name());
    monitors.up(peer.name());
  }

  @Override
  public void down(Connection connection, String reason) {
    connection.ties().end();
    spawning.down(connection);
    monitors.down(connection.peer().name(), reason);
    global.down(connection.peer().name());
  }

  @Override
  public void frame(Connection connection, Frame frame) {
    switch (frame) {
      case Frame.Tick() -> {}
      case Frame.Carry(Signal signal) -> {
        if (signal.to().node().equals(options.name().toString())) {
          connection.ties().arrived(signal);
        }
      }
      case Frame.Known(List<NodeName> nodes) -> {
        if (options.connectAll()) mesh.heard(nodes);
      }
      case Frame.Spawn spawn -> spawning.asked(connection, spawn);
      case Frame.Spawned spawned -> spawning.answered(spawned);
    }
  }

  @Override
  public void leaving(Connection connection, Frame frame) {
    switch (frame) {
      case Frame.Carry(Signal signal) -> connection.ties().leaving(signal);
      case Frame.Spawn spawn -> spawning.leaving(connection, spawn);
      default -> {}
    }
  }

  @Override
  public RemoteTies ties(Peer peer) {
    return processes.tiesTo(peer.name().toString());
  }
}
