package multinode.bench;

import java.util.function.Supplier;
import multinode.genserver.GenServer;
import multinode.node.Node;
import multinode.process.Pid;

/** The memory that processes take which only wait. */
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
    long heapBefore = heap();
    long residentBefore = Memory.resident(ProcessHandle.current().pid());
    Pid last = null;
    for (int i = 0; i < count; i++) last = start.get();
    Pid waits = last;
    InProcess.run(
        node.processes(),
        context -> {
          while (!node.processes().isAlive(waits)) Thread.sleep(1);
          Thread.sleep(500);
        });
    long heap = heap() - heapBefore;
    long resident = Memory.resident(ProcessHandle.current().pid()) - residentBefore;
    if (node.processes().count() < count) throw new IllegalStateException("some have ended");
    return (double) heap / count + " " + (double) resident / count;
  }

  private static long heap() {
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
