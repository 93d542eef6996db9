package multinode.cluster;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import multinode.node.ConnectResult;
import multinode.node.ConnectResult.Status;
import multinode.process.NodeName;
import workbook.harness.Claim;

/** A connector, and everything around it in the hands of the test. */
final class Stand implements Connector.Report {

  final Set<NodeName> found = new TreeSet<>();
  final Set<NodeName> up = new TreeSet<>();
  final Map<NodeName, ConnectResult> answers = new HashMap<>();
  final List<Runnable> waiting = new ArrayList<>();
  final List<String> attempts = new ArrayList<>();
  final List<String> reports = new ArrayList<>();
  final Links links = mock();
  Instant now = E33_FoundIsNotConnectedTest.NOON;
  private final Connector connector = connector(waiting::add);

  Stand() {
    when(links.nodes()).thenAnswer(call -> List.copyOf(up));
    when(links.connect(any()))
        .thenAnswer(call -> {
          attempts.add("connect " + call.getArgument(0));
          return answers.getOrDefault(call.getArgument(0), new ConnectResult(Status.CONNECTED, ""));
        });
  }

  Connector connector(Executor executor) {
    return new Connector(() -> found, links, this, () -> now, executor);
  }

  Duration look(Claim claim) {
    return claim.succeeds(connector::look);
  }

  /** Makes all attempts that wait. */
  void runAll() {
    List<Runnable> all = List.copyOf(waiting);
    waiting.clear();
    all.forEach(Runnable::run);
  }

  long calls() {
    return calls("connect");
  }

  long calls(String method) {
    return mockingDetails(links).getInvocations().stream()
        .filter(call -> call.getMethod().getName().equals(method))
        .count();
  }

  @Override
  public void connected(NodeName node) {
    reports.add("connected " + node);
  }

  @Override
  public void unable(NodeName node, ConnectResult result, Instant at) {
    reports.add("unable " + node + " " + result.status());
  }
}
