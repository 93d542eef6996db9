package multinode.swarm;

import static multinode.swarm.Decision.is;

import java.util.Optional;
import multinode.genserver.CallFailed;
import multinode.process.NodeName;
import multinode.process.Pid;

/**
 * The part of a {@link Decision} that compares: what the table says of a name, with what this node
 * has to do with it. It sets right whatever news were lost.
 *
 * @param seat empty when the table does not know the name
 * @param home the node that keeps the entry; of a server that runs here, only another one
 */
record Reconciliation(Optional<Seat> seat, Optional<NodeName> home, View view) {

  Decision of(Slot slot) {
    return switch (slot) {
      case Slot.Nothing _ -> free(slot, 0);
      case Slot.Parked(int crashes) -> free(slot, crashes);
      case Slot.BackingOff off ->
          isMine() ? Decision.due(off, view) : is(Slot.NOTHING, Decision.gone());
      case Slot.Starting now when isOver(now.fence()) -> {
        Slot after = new Slot.Starting(now.fence(), now.why(), now.begun(), now.exited(), true);
        yield now.process().map(pid -> is(after, Decision.kill(pid))).orElseGet(() -> is(after));
      }
      case Slot.Running now -> running(now);
      case Slot.Leaving(Slot.Running here) when isUnregistered(here.fence()) || !view.quorum() ->
          running(here);
      case Slot.Ending ending when ending.forget().isPresent() ->
          Decision.forget(ending, seat, view);
      default -> is(slot);
    };
  }

  private boolean isMine() {
    return seat.filter(known -> known.isOf(view.me())).isPresent();
  }

  private boolean isUnregistered(long fence) {
    return seat.filter(known -> known.isGone() && known.fence() > fence).isPresent();
  }

  private boolean isOver(long fence) {
    return seat.filter(known -> !known.isOf(view.me()) && known.fence() > fence).isPresent();
  }

  /** Nobody runs it here: is it this node's to run? */
  private Decision free(Slot slot, int crashes) {
    boolean orphan = seat.filter(known -> known.isOrphan(view.members())).isPresent();
    if (!isMine() && !(orphan && home.equals(Optional.of(view.here())))) return is(Slot.NOTHING);
    if (!view.quorum()) return is(isMine() ? new Slot.Parked(crashes) : slot);
    return Decision.again(crashes);
  }

  private Decision running(Slot.Running now) {
    Pid pid = now.begun().pid();
    Slot ending = new Slot.Ending(Optional.of(pid), Optional.empty());
    if (!view.quorum()) return is(now, new Effect.Stop(pid, CallFailed.NOQUORUM, true));
    // Both copies have gone at once: what runs here is all that is left of it.
    if (seat.isEmpty()) return is(now, new Effect.Restore(pid));
    if (isUnregistered(now.fence())) {
      return is(ending, new Effect.Stop(pid, Reasons.UNREGISTERED, false));
    }
    if (!isMine()) return is(ending, new Effect.Yield(pid));
    Slot.Running known = now.under(seat.get().fence());
    if (seat.get().others() > 0) return is(known, new Effect.Resolve(pid));
    Optional<NodeName> to = home.filter(node -> view.hosts().contains(node));
    return to.isPresent() && view.moves() && now.moves().may(view.now())
        ? is(new Slot.Leaving(known), new Effect.Move(pid, to.get()))
        : is(known);
  }
}
