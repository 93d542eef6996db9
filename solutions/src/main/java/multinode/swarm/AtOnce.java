package multinode.swarm;

import java.time.Duration;
import java.util.Collection;
import java.util.function.BiConsumer;
import multinode.process.Context;
import multinode.process.Pid;

/** The same for many names at once. */
final class AtOnce {

  private record Done() {}

  private AtOnce() {}

  /**
   * Does it for each of these in a process of its own, and waits until it is done, or has failed,
   * for all.
   *
   * @return false when that took longer than the limit; what is not done goes on
   */
  static boolean all(
      Context self, Collection<String> names, Duration limit, BiConsumer<Context, String> task) {
    Pid me = self.self();
    for (String name : names) {
      self.spawn(one -> {
        try {
          task.accept(one, name);
        } finally {
          one.send(me, new Done());
        }
      });
    }
    long end = System.nanoTime() + limit.toNanos();
    for (int open = names.size(); open > 0; open--) {
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      if (self.receive(Done.class, left).isEmpty()) return false;
    }
    return true;
  }
}
