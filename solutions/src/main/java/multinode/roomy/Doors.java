package multinode.roomy;

import multinode.process.Context;

/** How a person reaches rooms. Each method waits until the room has answered. */
interface Doors {

  /** Whether there is such a room. */
  boolean exists(String room, Context self);

  /** Tells a room that somebody leaves it. */
  void leave(String room, String person, long step, Context self);

  /** Tells a room that somebody enters it. */
  void enter(String room, String person, long step, Context self);
}
