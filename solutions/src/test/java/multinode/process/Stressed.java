package multinode.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;

/**
 * One of many that send to each other, and link, monitor and kill the same victims, at random. Each
 * keeps account of what it must hear and complains about everything else.
 */
final class Stressed implements Body {

  private final Random random;
  private final List<Pid> workers;
  private final Queue<Pid> victims;
  private final int steps;
  private final List<String> complaints = new ArrayList<>();
  private final Map<Pid, Integer> sent = new HashMap<>();
  private final Map<Pid, Integer> received = new HashMap<>();
  private final Map<Ref, Pid> monitors = new HashMap<>();
  private final Set<Pid> links = new HashSet<>();
  private Context context;
  private volatile boolean done;

  private record Numbered(Pid from, int number) {}

  Stressed(Random random, List<Pid> workers, Queue<Pid> victims, int steps) {
    this.random = random;
    this.workers = workers;
    this.victims = victims;
    this.steps = steps;
  }

  boolean isDone() {
    return done;
  }

  List<String> complaints() {
    return complaints;
  }

  @Override
  public void run(Context self) {
    context = self;
    context.trapExit(true);
    context.receive("begin"::equals);
    for (int i = 0; i < steps; i++) step();
    done = true;
    context.receive("count"::equals);
    while (!monitors.isEmpty() || !links.isEmpty()) {
      if (!hear()) {
        complain("still waits for " + monitors.values() + " and " + links);
        return;
      }
    }
    while (hear()) continue;
  }

  private void complain(String what) {
    complaints.add(context.self() + " " + what);
  }

  private void step() {
    switch (random.nextInt(10)) {
      case 0 -> victims.add(context.spawn(Context::receive));
      case 1 -> say();
      case 2 -> victim().ifPresent(victim -> context.exit(victim, ExitReason.KILL));
      case 3 -> victim().ifPresent(this::end);
      case 4 -> victim().ifPresent(victim -> monitors.put(context.monitor(victim), victim));
      case 5 -> monitors.keySet().stream().findAny().ifPresent(this::demonitor);
      case 6 -> victim().ifPresent(this::link);
      case 7 -> links.stream().findAny().ifPresent(this::unlink);
      case 8 -> context.receive(Numbered.class, LocalProcesses.NOW).ifPresent(this::numbered);
      default -> hear();
    }
  }

  private Optional<Pid> victim() {
    if (random.nextInt(20) == 0) Optional.ofNullable(victims.poll()).ifPresent(this::end);
    return victims.stream().skip(random.nextInt(10)).findFirst();
  }

  private void end(Pid victim) {
    context.send(victim, "end");
  }

  private void say() {
    Pid to = workers.get(random.nextInt(workers.size()));
    context.send(to, new Numbered(context.self(), sent.merge(to, 1, Integer::sum)));
  }

  private void numbered(Numbered message) {
    int number = received.merge(message.from(), 1, Integer::sum);
    if (number != message.number()) complain("expected no. " + number + " and got " + message);
  }

  private void link(Pid victim) {
    if (links.add(victim)) context.link(victim);
  }

  private void unlink(Pid victim) {
    context.unlink(victim);
    links.remove(victim);
    context.receive(m -> m instanceof Exit exit && exit.from().equals(victim), LocalProcesses.NOW);
  }

  private void demonitor(Ref ref) {
    context.demonitor(ref);
    monitors.remove(ref);
  }

  /** Takes a message out, if there is one. */
  private boolean hear() {
    switch (context.receive(LocalProcesses.SHORT).orElse(null)) {
      case null -> {
        return false;
      }
      case Numbered message -> numbered(message);
      case Down(Ref ref, Destination who, ExitReason _) -> {
        if (!who.equals(monitors.remove(ref))) complain("got a message of no monitor: " + ref);
      }
      case Exit(Pid from, ExitReason _) -> {
        if (!links.remove(from)) complain("got an exit from no link: " + from);
      }
      case Object other -> complain("got " + other);
    }
    return true;
  }
}
