package multinode.swarm;

import java.time.Duration;
import java.util.Optional;
import multinode.process.Context;
import multinode.process.From;
import multinode.process.Pid;

/** What others ask a host about one name, some of which is answered later. For its own process. */
record HostReplies(LocalSwarm local, Slots slots, Performer performer, Context self) {

  void where(HostRequest.Where where, From from) {
    Slot slot = slots.at(where.name());
    if (slot.running().isPresent()) {
      where.replyTo(from, new HostRequest.Place.At(slot.running().get()), self);
    } else if (slot.isBusy()) {
      slots.await(where.name(), outcome -> where.replyTo(from, place(outcome), self));
    } else {
      self.spawn(one -> where.replyTo(from, elsewhere(where.name()), one));
    }
  }

  private static HostRequest.Place place(Effect.Outcome outcome) {
    return outcome instanceof Effect.Outcome.At(Pid pid, _)
        ? new HostRequest.Place.At(pid)
        : new HostRequest.Place.Later();
  }

  private HostRequest.Place elsewhere(String name) {
    Optional<Seat> seat = local.table().peek(name);
    if (seat.isEmpty()) return nowhere();
    Pid host = seat.get().host();
    if (!seat.get().isServer()) {
      return local.isThere(host) ? new HostRequest.Place.Process(host) : nowhere();
    }
    boolean knows = !host.equals(local.me()) && local.isThere(host);
    return knows ? new HostRequest.Place.Ask(host.node()) : new HostRequest.Place.Later();
  }

  /** What this node's part of the network brings along may not be there yet. */
  private HostRequest.Place nowhere() {
    return local.cluster().isMerging()
        ? new HostRequest.Place.Later()
        : new HostRequest.Place.Nowhere();
  }

  /** Another host offers one of its servers. What comes of something else here is no answer. */
  void takeOver(HostRequest.TakeOver offer, From from) {
    if (slots.at(offer.name()).isBusy()) {
      offer.replyTo(from, new Effect.Outcome.Not(Reasons.STARTING), self);
      return;
    }
    performer.expect(offer.name(), offer.calls());
    slots.await(offer.name(), outcome -> offer.replyTo(from, outcome, self));
    slots.hear(offer.name(), new News.Offered(offer.from(), offer.fence()));
  }

  /** A server was unregistered; answers when its process has ended. */
  void ended(HostRequest.Ended ended, From from) {
    slots.hear(ended.name(), new News.Unregistered(ended.fence()));
    if (slots.at(ended.name()).isBefore(ended.fence())) {
      slots.await(
          ended.name(), outcome -> performer.later(Duration.ZERO, () -> ended(ended, from)));
    } else {
      ended.replyTo(from, true, self);
    }
  }
}
