package workbook.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * All threads of this JVM at about one moment, virtual ones too.
 *
 * <p>The JVM's own dump of them ({@code HotSpotDiagnosticMXBean.dumpThreads}, {@code jcmd
 * Thread.dump_to_file}) ends JDK 25.0.3 with a SIGSEGV when a virtual thread comes or goes
 * meanwhile: twenty that park every 0.1 ms are enough. So threads are asked one by one. Who the
 * virtual ones are is told only by a package of the JDK that the build has opened; without that,
 * there are none to be seen.
 *
 * @param threads each with its frames, the innermost first
 */
record Dump(List<Stack> threads) {

  /** A thread and where it is. */
  record Stack(String name, boolean virtual, List<String> frames) {}

  /** Takes a dump. */
  static Dump take() {
    List<Stack> threads = new ArrayList<>();
    Thread.getAllStackTraces().forEach((thread, frames) -> threads.add(stack(thread, frames)));
    for (Thread thread : virtualThreads()) threads.add(stack(thread, thread.getStackTrace()));
    return new Dump(List.copyOf(threads));
  }

  private static Stack stack(Thread thread, StackTraceElement[] frames) {
    List<String> lines = Stream.of(frames).map(StackTraceElement::toString).toList();
    return new Stack(thread.getName(), thread.isVirtual(), lines);
  }

  private static List<Thread> virtualThreads() {
    List<Thread> found = new ArrayList<>();
    try {
      Object root =
          Class.forName("jdk.internal.vm.ThreadContainers").getMethod("root").invoke(null);
      find(root, found);
    } catch (ReflectiveOperationException notOpened) {
      return List.of();
    }
    return found;
  }

  private static void find(Object container, List<Thread> found)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName("jdk.internal.vm.ThreadContainer");
    for (Object one : ((Stream<?>) type.getMethod("threads").invoke(container)).toList()) {
      if (one instanceof Thread thread && thread.isVirtual() && thread.isAlive()) found.add(thread);
    }
    for (Object child : ((Stream<?>) type.getMethod("children").invoke(container)).toList()) {
      find(child, found);
    }
  }

  /** The threads that nodes start. */
  List<Stack> nodeThreads() {
    return threads.stream().filter(t -> t.virtual() || t.name().startsWith("from ")).toList();
  }
}
