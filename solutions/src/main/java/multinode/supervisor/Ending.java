package multinode.supervisor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import multinode.process.Context;
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.process.Ref;

/** How a supervisor ends children: asks them, waits for as long as each may take, and kills. */
final class Ending {

  private record Asked(Ref ref, Pid pid, Duration limit) {}

  private final Context supervisor;
  private final Set<Ref> waiting = new HashSet<>();
  private final Deque<Asked> mayBeLate = new ArrayDeque<>();

  private Ending(Context supervisor) {
    this.supervisor = supervisor;
  }

  /** Ends one child, and waits until it has ended. */
  static void end(Context supervisor, Child child) {
    endAll(supervisor, List.of(child));
  }

  /** Ends children, the last first, each when the one after it has ended. */
  static void endInOrder(Context supervisor, List<Child> children) {
    children.reversed().forEach(child -> end(supervisor, child));
  }

  /** Ends children, all at the same time, and waits until the last has ended. */
  static void endAll(Context supervisor, Collection<Child> children) {
    Ending ending = new Ending(supervisor);
    List<Asked> asked = new ArrayList<>();
    for (Child child : children) {
      child.pid().ifPresent(pid -> asked.add(ending.ask(pid, child.spec().shutdown())));
    }
    asked.sort(Comparator.comparing(Asked::limit));
    ending.mayBeLate.addAll(asked);
    ending.await();
  }

  private Asked ask(Pid pid, Duration limit) {
    Asked asked = new Asked(supervisor.monitor(pid), pid, limit);
    waiting.add(asked.ref());
    supervisor.unlink(pid);
    supervisor.exit(pid, limit.isZero() ? ExitReason.KILL : ExitReason.SHUTDOWN);
    return asked;
  }

  private void await() {
    long begin = System.nanoTime();
    while (!waiting.isEmpty()) {
      while (!mayBeLate.isEmpty() && !waiting.contains(mayBeLate.peek().ref())) mayBeLate.poll();
      Duration limit = mayBeLate.isEmpty() ? ChildSpec.FOREVER : mayBeLate.peek().limit();
      Duration left = limit.minusNanos(System.nanoTime() - begin);
      Optional<Object> down =
          supervisor.receive(
              message -> message instanceof Down(Ref ref, var _, var _) && waiting.contains(ref),
              left.isNegative() ? Duration.ZERO : left);
      if (down.isPresent()) waiting.remove(((Down) down.get()).ref());
      else supervisor.exit(mayBeLate.poll().pid(), ExitReason.KILL);
    }
  }
}
