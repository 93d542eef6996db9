package multinode.web;

import java.time.Instant;
import java.util.Optional;

/**
 * A node, as the page of another one sees it.
 *
 * @param node its full name
 * @param state how it is
 * @param look the last that it told of itself; empty where it has told nothing
 * @param since when it was heard of last, for one that is gone
 */
record House(String node, State state, Optional<NodeLook> look, Instant since) {

  /** How a node is, seen from here. */
  enum State {
    /** It is the one whose page this is. */
    HERE,
    /** It is linked, and answers. */
    UP,
    /** It is linked or a member, and does not answer: it hangs, or is frozen. */
    SILENT,
    /** Others are linked to it, and this node is not. */
    CUT,
    /** It is no member any more, and not linked. */
    GONE
  }

  /** Whether it runs what it last said it runs. */
  boolean lives() {
    return state != State.GONE;
  }

  /** Whether it can be asked. */
  boolean answers() {
    return state == State.HERE || state == State.UP;
  }

  String brief() {
    return Names.brief(node);
  }

  int running() {
    return lives() ? look.map(NodeLook::running).orElse(0) : 0;
  }

  int count(Kind kind) {
    return lives() ? look.map(one -> one.count(kind)).orElse(0) : 0;
  }
}
