package multinode.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.genserver.Result;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.From;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** A server that ends when nobody has asked it for a while does so whatever its host asks it. */
@ExtendWith(HarnessExtension.class)
class IdleTest {

  private record Touch() implements Request<Integer> {}

  /** Ends when it was not touched for so long; does not want to move. */
  private record Session(Duration limit) implements ClusterServer<Integer> {
    @Override
    public Init<Integer> init(Context self) {
      return Init.ok(0);
    }

    @Override
    public Handoff<Integer> beginHandoff(Integer touched, Context self) {
      return Handoff.ignore();
    }

    @Override
    public CallResult<Integer> handleCall(
        Request<?> request, From from, Integer touched, Context self) {
      return switch (request) {
        case Touch touch -> touch.reply(touched + 1, touched + 1).timeout(limit);
        default -> throw unknown(request);
      };
    }

    @Override
    public Result<Integer> handleInfo(Object message, Integer touched, Context self) {
      return message.equals(GenServer.TIMEOUT)
          ? Result.stop(ExitReason.NORMAL, touched)
          : Result.noReply(touched);
    }
  }

  @Test
  @DisplayName("one that refuses to move ends when it is idle, as one that was not asked to")
  void stays(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(60));
    Swarm a = Trial.start(nodes, "a").getFirst();
    Map<String, Session> sessions = new HashMap<>();
    for (int i = 0; i < 30; i++) sessions.put("s" + i, new Session(Duration.ofSeconds(12)));
    a.registerAll(sessions);
    for (String name : sessions.keySet()) a.call(name, new Touch());
    Swarm b = Trial.join(nodes, a.cluster().topology(), "b");
    Await.until("b is there", Trial.SOON, () -> b.counts().size() == 2);
    Await.until("entries have moved", Trial.SOON, () -> a.cluster().isBalanced());
    assertThat(a.running()).as("idle for a short time only").hasSize(30);
    Await.until("all have ended", Trial.SOON.multipliedBy(2), () -> a.names().isEmpty(), a::names);
  }

  @Test
  @DisplayName("one that takes in what another part of the network knew ends when it is idle")
  void resolves(Nodes nodes) {
    nodes.takes(Duration.ofSeconds(30));
    Swarm a = Trial.start(nodes, "a").getFirst();
    a.register("s", new Session(Duration.ofSeconds(1)));
    a.call("s", new Touch());
    a.local().table().change("s", new Step.Tell(a.cluster().node().codec().encode(5)));
    a.local().look(true);
    Await.until("it has ended", Trial.SOON, () -> a.names().isEmpty(), a::names);
  }
}
