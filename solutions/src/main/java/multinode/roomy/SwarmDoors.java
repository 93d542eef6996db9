package multinode.roomy;

import java.time.Duration;
import java.util.Optional;
import multinode.genserver.CallFailed;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.swarm.Swarm;

/** The rooms of the swarm in which the person runs. */
enum SwarmDoors implements Doors {
  /** The only one. */
  SWARM;

  private static final Duration PAUSE = Duration.ofMillis(10);

  @Override
  public boolean exists(String room, Context self) {
    return ask(room, new RoomRequest.Knock(), self).isPresent();
  }

  @Override
  public void leave(String room, String person, long step, Context self) {
    ask(room, new RoomRequest.Leave(person, step), self);
  }

  @Override
  public void enter(String room, String person, long step, Context self) {
    ask(room, new RoomRequest.Enter(person, step), self);
  }

  /** Asks until there is an answer, since twice does no harm; empty when there is no such room. */
  private static <R> Optional<R> ask(String room, RoomRequest<R> request, Context self) {
    for (; ; ) {
      try {
        return Optional.of(Swarm.current().call(self, Room.server(room), request));
      } catch (CallFailed e) {
        if (e.reason().equals(ExitReason.NOPROC)) return Optional.empty();
        self.receive(message -> false, PAUSE);
      }
    }
  }
}
