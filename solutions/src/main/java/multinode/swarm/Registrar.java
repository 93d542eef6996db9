package multinode.swarm;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Pid;
import multinode.registry.Registration;

/**
 * One request to start new servers, which is answered once: when something has come of each, or
 * after {@link #LIMIT}. For the host's process.
 */
final class Registrar {

  private static final Duration LIMIT = Duration.ofSeconds(25);

  /** How often it is tried to register what was just ending. */
  private static final int TRIES = 5;

  private final Slots slots;
  private final Performer performer;
  private final HostRequest.Begin begin;
  private final From from;
  private final Context self;
  private final Set<String> pending;
  private final SortedMap<String, Registration> results = new TreeMap<>();

  Registrar(Slots slots, Performer performer, HostRequest.Begin begin, From from, Context self) {
    this.slots = slots;
    this.performer = performer;
    this.begin = begin;
    this.from = from;
    this.self = self;
    pending = new HashSet<>(begin.servers().keySet());
  }

  void begin() {
    begin.servers().forEach((name, added) -> register(name, added, TRIES));
    if (!pending.isEmpty()) performer.later(LIMIT, this::giveUp);
  }

  private void giveUp() {
    Set.copyOf(pending).forEach(name -> add(name, new Registration.NotStarted(Reasons.STARTING)));
  }

  private void add(String name, Registration result) {
    if (!pending.remove(name)) return;
    results.put(name, result);
    if (pending.isEmpty()) begin.replyTo(from, results, self);
  }

  private void register(String name, HostRequest.New added, int tries) {
    if (!pending.contains(name)) return;
    boolean first = slots.at(name) instanceof Slot.Nothing;
    slots.await(
        name,
        outcome -> {
          switch (outcome) {
            case Effect.Outcome.At(Pid pid, boolean isNew) ->
                add(
                    name,
                    first && isNew
                        ? new Registration.Registered(pid)
                        : new Registration.AlreadyRegistered(pid));
            case Effect.Outcome.Not(ExitReason reason) ->
                add(name, new Registration.NotStarted(reason));
            case Effect.Outcome.Elsewhere(var seat) when seat.isEmpty() ->
                again(name, added, tries);
            case Effect.Outcome.Elsewhere(var seat) when !seat.get().isServer() ->
                taken(name, added, tries, seat.get().host());
            case Effect.Outcome.Elsewhere _ ->
                performer.locate(
                    name,
                    found ->
                        found.ifPresentOrElse(
                            pid -> add(name, new Registration.AlreadyRegistered(pid)),
                            () -> again(name, added, tries)));
          }
        });
    slots.hear(name, new News.Register(added));
  }

  /** A process holds the name, unless it has ended and its node has not given the name back. */
  private void taken(String name, HostRequest.New added, int tries, Pid holder) {
    performer.releaseEnded(
        name,
        holder,
        ended -> {
          if (ended) again(name, added, tries);
          else add(name, new Registration.AlreadyRegistered(holder));
        });
  }

  /** Who held the name has just ended, or cannot be found. */
  private void again(String name, HostRequest.New added, int tries) {
    if (tries > 0) performer.later(Duration.ZERO, () -> register(name, added, tries - 1));
    else add(name, new Registration.NotStarted(ExitReason.NOPROC));
  }
}
