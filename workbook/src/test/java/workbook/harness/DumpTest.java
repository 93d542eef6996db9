package workbook.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DumpTest {

  private static List<String> namesOf(Dump dump) {
    return dump.nodeThreads().stream().map(Dump.Stack::name).toList();
  }

  @Test
  @DisplayName("virtual threads are seen, those of executors too, and where they are")
  void seesVirtualThreads() throws Exception {
    Thread parked = Thread.ofVirtual().name("parked").start(LockSupport::park);
    ExecutorService one =
        Executors.newSingleThreadExecutor(Thread.ofVirtual().name("one").factory());
    try (one;
        ExecutorService many =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("many").factory())) {
      one.execute(LockSupport::park);
      many.execute(LockSupport::park);
      Await.until(
          "all three", () -> namesOf(Dump.take()).containsAll(List.of("parked", "one", "many")));
      assertThat(Dump.take().threads())
          .filteredOn(thread -> thread.name().equals("parked"))
          .allMatch(thread -> thread.virtual() && thread.frames().toString().contains("park("));
      one.shutdownNow();
      many.shutdownNow();
    }
    LockSupport.unpark(parked);
    parked.join();
    assertThat(namesOf(Dump.take())).doesNotContain("parked", "one", "many");
  }

  @Test
  @DisplayName("a thousand dumps of threads that come and go do the JVM no harm")
  void survives() throws Exception {
    List<Thread> restless =
        IntStream.range(0, 20)
            .mapToObj(i ->
                Thread.ofVirtual()
                    .start(() -> {
                      while (!Thread.interrupted()) LockSupport.parkNanos(50_000);
                    }))
            .toList();
    for (int i = 0; i < 1_000; i++) assertThat(Dump.take().threads()).isNotEmpty();
    for (Thread thread : restless) {
      thread.interrupt();
      thread.join();
    }
  }
}
