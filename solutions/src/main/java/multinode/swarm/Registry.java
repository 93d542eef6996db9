package multinode.swarm;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import multinode.distribution.Registration;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Pid;

/** How a host comes to new servers, and what it says of each. For its own process. */
record Registry(Roll roll, Works works) {

  /** After so long it answers for those of which nothing has come yet. */
  private static final Duration LIMIT = Duration.ofSeconds(25);

  private static final int TRIES = 5;

  /** The answer to one request, which is given once. */
  private static final class Answers {

    private final Set<String> pending;
    private final SortedMap<String, Registration> results = new TreeMap<>();
    private final Runnable done;
    private boolean given;

    Answers(Set<String> names, Runnable done) {
      pending = new HashSet<>(names);
      this.done = done;
    }

    void add(String name, Registration result) {
      if (given || !pending.remove(name)) return;
      results.put(name, result);
      if (pending.isEmpty()) give();
    }

    void give() {
      if (given) return;
      given = true;
      for (String name : pending) results.put(name, new Registration.NotStarted(Reasons.STARTING));
      done.run();
    }
  }

  /** Starts new servers, and answers when something has come of each, or after {@link #LIMIT}. */
  void begin(HostRequest.Begin begin, From from) {
    SortedMap<String, Registration> results = new TreeMap<>();
    Answers[] all = new Answers[1];
    all[0] =
        new Answers(
            begin.servers().keySet(),
            () -> {
              results.putAll(all[0].results);
              works.answer(from, results);
            });
    begin.servers().forEach((name, added) -> one(name, added, all[0], TRIES));
    if (!all[0].given) works.later(LIMIT, all[0]::give);
  }

  private void one(String name, HostRequest.New added, Answers all, int tries) {
    boolean first = roll.slot(name) instanceof Slot.Nothing;
    if (first) works.wants(name, added);
    roll.await(
        name,
        outcome -> {
          switch (outcome) {
            case Effect.Outcome.At(Pid pid) ->
                all.add(
                    name,
                    first && works.isNew(name)
                        ? new Registration.Registered(pid)
                        : new Registration.AlreadyRegistered(pid));
            case Effect.Outcome.Not(ExitReason reason) ->
                all.add(name, new Registration.NotStarted(reason));
            case Effect.Outcome.Elsewhere(Optional<Seat> seat) when seat.isPresent() ->
                elsewhere(name, seat.get(), all);
            case Effect.Outcome.Elsewhere _ when tries > 0 ->
                works.later(Duration.ZERO, () -> one(name, added, all, tries - 1));
            default -> all.add(name, new Registration.NotStarted(ExitReason.NOPROC));
          }
        });
    roll.hear(name, new News.Register());
  }

  private void elsewhere(String name, Seat seat, Answers all) {
    if (seat.kind() == Seat.Kind.PROCESS) {
      all.add(name, new Registration.AlreadyRegistered(seat.host()));
      return;
    }
    works.locate(
        name,
        pid ->
            all.add(
                name,
                pid.<Registration>map(Registration.AlreadyRegistered::new)
                    .orElseGet(() -> new Registration.NotStarted(ExitReason.NOPROC))));
  }
}
