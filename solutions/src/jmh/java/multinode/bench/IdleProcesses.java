package multinode.bench;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import multinode.genserver.GenServer;
import multinode.node.Node;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.process.Signal;

/**
 * The memory that processes take which only wait. Some have come and gone before: while code is not
 * compiled yet, the stacks of those that run it are twice as large.
 */
final class IdleProcesses {

  private IdleProcesses() {}

  /** Starts so many, and returns the bytes of heap and the resident bytes that each has added. */
  static String measure(Node node, int count) {
    return measure(node, count, () -> node.spawn(context -> context.receive()));
  }

  /** The same for servers. */
  static String servers(Node node, int count) {
    return measure(
        node, count, () -> node.run(self -> GenServer.start(self, new RoomServer())).orThrow());
  }

  private static String measure(Node node, int count, Supplier<Pid> start) {
    List<Pid> gone = Stream.generate(start).limit(count / 5).toList();
    settle(node, gone.getLast());
    for (Pid pid : gone) {
      node.processes().signal(new Signal.ExitSignal(pid, pid, ExitReason.KILL, false));
    }
    long heapBefore = heap();
    long residentBefore = Memory.resident(ProcessHandle.current().pid());
    Pid last = null;
    for (int i = 0; i < count; i++) last = start.get();
    settle(node, last);
    long heap = heap() - heapBefore;
    long resident = Memory.resident(ProcessHandle.current().pid()) - residentBefore;
    if (node.processes().count() < count) throw new IllegalStateException("some have ended");
    return (double) heap / count + " " + (double) resident / count;
  }

  /** Waits until all that were started wait. */
  private static void settle(Node node, Pid last) {
    InProcess.run(
        node.processes(),
        context -> {
          while (!node.processes().isAlive(last)) Thread.sleep(1);
          Thread.sleep(500);
        });
  }

  private static long heap() {
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
