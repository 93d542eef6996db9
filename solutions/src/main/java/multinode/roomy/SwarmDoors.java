package multinode.roomy;

import java.time.Duration;
import multinode.genserver.CallFailed;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.swarm.Swarm;

/** The rooms of the swarm in which the person runs. */
enum SwarmDoors implements Doors {
  /** The only one. */
  SWARM;

  private static final Duration PAUSE = Duration.ofMillis(10);

  /** For how long nobody may know a room where somebody was: parts of a network have just met. */
  private static final Duration OUT_OF_SIGHT = Duration.ofSeconds(2);

  @Override
  public boolean exists(String room, Context self) {
    return ask(room, new RoomRequest.Knock(), Duration.ZERO, self);
  }

  @Override
  public void leave(String room, String person, long step, Context self) {
    ask(room, new RoomRequest.Leave(person, step), OUT_OF_SIGHT, self);
  }

  @Override
  public void enter(String room, String person, long step, Context self) {
    ask(room, new RoomRequest.Enter(person, step), OUT_OF_SIGHT, self);
  }

  /**
   * Asks until there is an answer, since twice does no harm; false when nobody knows such a room
   * for this long.
   */
  private static boolean ask(String room, RoomRequest<?> request, Duration patience, Context self) {
    for (long end = System.nanoTime() + patience.toNanos(); ; ) {
      try {
        Swarm.current().call(self, Room.server(room), request);
        return true;
      } catch (CallFailed e) {
        if (e.reason().equals(ExitReason.NOPROC) && System.nanoTime() - end >= 0) return false;
        self.sleep(PAUSE);
      }
    }
  }
}
