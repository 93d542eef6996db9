package multinode.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;
import workbook.harness.Nodes;

class StressTest extends LocalProcesses {

  private static final int WORKERS = 8;
  private static final int STEPS = 3_000;

  @Test
  @DisplayName("nothing is lost, doubled or late when many send, link, monitor and kill at random")
  void everythingAtOnce(Nodes nodes) {
    long seed = nodes.seed().value();
    List<Stressed> workers = new ArrayList<>();
    List<Pid> pids = new ArrayList<>();
    ConcurrentLinkedQueue<Pid> victims = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < WORKERS; i++) {
      Stressed worker = new Stressed(new Random(seed + i), pids, victims, STEPS);
      workers.add(worker);
      pids.add(processes.spawn(worker, null));
    }
    pids.forEach(pid -> processes.send(pid, "begin"));

    Await.until("all steps are done", () -> workers.stream().allMatch(Stressed::isDone));
    victims.forEach(
        victim -> processes.signal(new Signal.ExitSignal(victim, victim, ExitReason.KILL, false)));
    Await.untilEqual("only the workers are left", WORKERS, processes::count);
    pids.forEach(pid -> processes.send(pid, "count"));
    Await.untilEqual("all have counted", 0, processes::count);

    assertThat(workers).flatExtracting(Stressed::complaints).isEmpty();
  }
}
