package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.supervisor.Restart;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Single decisions that once were wrong; {@link ExploredTest} holds all of them together. */
class DecisionTest {

  private static final NodeName NODE = NodeName.parse("a@127.0.0.1");
  private static final Pid ME = new Pid("a@127.0.0.1", 1, 0);
  private static final Pid SERVER = new Pid("a@127.0.0.1", 1, 7);
  private static final View VIEW =
      new View(ME, NODE, true, Map.of(ME.node(), 1), Set.of(), true, 1_000_000_000);

  private static final Entry ENTRY = Entry.first(new byte[0], List.of(), ME);
  private static final Seat GONE = new Seat(ME, 2, false, true, 0);

  private static Slot after(News... all) {
    Slot slot = Slot.NOTHING;
    for (News news : all) slot = Decision.of(slot, news, VIEW).slot();
    return slot;
  }

  @Test
  @DisplayName("one that was unregistered while it started has not crashed")
  void unregisteredWhileStarting() {
    List<News> story =
        new ArrayList<>(
            List.of(
                new News.Register(World.SERVER),
                new News.Took(ENTRY, true),
                new News.Began(new Slot.Begun(SERVER, Restart.PERMANENT)),
                new News.Looked(Optional.of(GONE), Optional.of(NODE)),
                new News.Exited(SERVER, ExitReason.KILLED)));
    for (News last : List.of(new News.Started(SERVER), new News.NotStarted(ExitReason.KILLED))) {
      List<News> whole = new ArrayList<>(story);
      whole.add(last);
      assertThat(after(whole.toArray(News[]::new))).as("%s", last).isEqualTo(Slot.NOTHING);
    }
  }
}
