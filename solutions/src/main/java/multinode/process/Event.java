package multinode.process;

import java.time.Instant;

/**
 * Something that happened on a node, for those who watch: the console, the ladders of failing
 * tests, the page, Java Flight Recorder.
 *
 * @param at when, by the node's wall clock
 * @param node the full name of the node it happened on
 * @param kind what sort of thing
 * @param peer the other node or the process concerned, or the empty string
 * @param text the rest, for a person to read
 */
public record Event(Instant at, String node, Kind kind, String peer, String text) {

  /** The sorts of events. */
  public enum Kind {
    /** A process began. */
    STARTED,
    /** A process ended. */
    EXITED,
    /** A name was given to a process. */
    REGISTERED,
    /** A line of the handshake went out, or anything else before a connection is up. */
    SHAKE_SENT,
    /** A line of the handshake came in. */
    SHAKE_RECEIVED,
    /** A connection was refused, by either side. */
    REFUSED,
    /** A frame went out to a peer. */
    FRAME_SENT,
    /** A frame came in from a peer. */
    FRAME_RECEIVED,
    /** A message could not be delivered or decoded. */
    DROPPED,
    /** A node is connected. */
    NODE_UP,
    /** A node is not connected any more. */
    NODE_DOWN,
    /** Discovery has found a node. */
    MEMBER_UP,
    /** A node that was found is gone. */
    MEMBER_DOWN,
    /** A server of the whole cluster runs on this node now. */
    OWNED,
    /** It does not run here any more. */
    DISOWNED;

    /** One bit, another one for each kind. */
    int bit() {
      return 1 << ordinal();
    }
  }
}
