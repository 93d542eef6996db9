package multinode.global;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import multinode.process.Context;
import multinode.process.From;
import multinode.process.Pid;
import multinode.process.Ref;

/** The locks of one node's {@link GlobalServer}: for each name, who has it and who waits for it. */
final class GlobalLocks {

  private record Waiter(From from, Ref monitor, Supplier<Set<Pid>> holders) {}

  private final Map<String, Deque<Waiter>> queues = new HashMap<>();

  /** Grants a lock, as soon as all who asked before have given it back. */
  void lock(Context context, String name, From from, Supplier<Set<Pid>> holders) {
    Deque<Waiter> queue = queues.computeIfAbsent(name, unused -> new ArrayDeque<>());
    queue.add(new Waiter(from, context.monitor(from.caller()), holders));
    if (queue.size() == 1) grant(context, queue);
  }

  private static void grant(Context context, Deque<Waiter> queue) {
    Waiter next = queue.element();
    context.reply(next.from, new GlobalServer.Granted(next.holders.get()));
  }

  /** Gives a lock back, or takes back the wish for one. */
  void unlock(Context context, String name, Pid owner) {
    remove(context, name, waiter -> waiter.from.caller().equals(owner));
  }

  /** The process that this monitor watched has ended. */
  void gone(Context context, Ref monitor) {
    for (String name : Set.copyOf(queues.keySet())) {
      remove(context, name, waiter -> waiter.monitor.equals(monitor));
    }
  }

  private void remove(Context context, String name, Predicate<Waiter> which) {
    Deque<Waiter> queue = queues.getOrDefault(name, new ArrayDeque<>());
    Waiter first = queue.peek();
    for (Waiter waiter : List.copyOf(queue)) {
      if (!which.test(waiter)) continue;
      context.demonitor(waiter.monitor);
      queue.remove(waiter);
    }
    if (queue.isEmpty()) queues.remove(name);
    else if (queue.peek() != first) grant(context, queue);
  }
}
