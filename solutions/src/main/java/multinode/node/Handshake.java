package multinode.node;

import java.io.IOException;
import multinode.process.NodeName;
import multinode.wire.Lines;

/**
 * How two nodes come to trust each other, in lines of text on a fresh socket, before anything else
 * is read from it. One instance serves one connection.
 */
public interface Handshake {

  /**
   * The caller's side.
   *
   * @param expected the node that was called
   * @return the node that answered: {@code expected}, with its incarnation
   * @throws Refused when either side refuses, with the reason
   * @throws IOException when the connection breaks
   */
  Peer initiate(Lines lines, NodeName expected) throws IOException;

  /**
   * The answering side.
   *
   * @return who called
   * @throws Refused when either side refuses, with the reason
   * @throws IOException when the connection breaks
   */
  Peer accept(Lines lines) throws IOException;
}
