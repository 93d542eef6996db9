package multinode.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import multinode.process.Flight;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

@ExtendWith(HarnessExtension.class)
class ConnectionEventTest {

  @Test
  @DisplayName("a connection that ends is recorded by both sides: peer, time, bytes, and why")
  void ended(Nodes nodes) throws IOException {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    assertThat(a.connect(b.self()).connected()).isTrue();
    b.run(self -> {
      a.processes().send(self.self(), "some bytes");
      return self.receive();
    });
    try (Flight flight = new Flight("multinode.Connection")) {
      a.disconnect(b.self());
      Await.until("both have lost it", () -> a.nodes().isEmpty() && b.nodes().isEmpty());
      a.close();
      b.close(); // Waits for its announcer, which records.

      List<RecordedEvent> events = flight.land();
      RecordedEvent ofA = of(a, events);
      assertThat(ofA.getString("peer")).isEqualTo(b.self().toString());
      assertThat(ofA.getString("reason")).isEqualTo(a.self() + " disconnected");
      assertThat(ofA.getDuration("connected")).isPositive();
      assertThat(ofA.getLong("bytesOut")).isPositive();
      RecordedEvent ofB = of(b, events);
      assertThat(ofB.getString("peer")).isEqualTo(a.self().toString());
      assertThat(ofB.getString("reason")).isEqualTo("it closed the connection");
      assertThat(ofB.getLong("bytesIn")).isPositive();
    }
  }

  private static RecordedEvent of(Node node, List<RecordedEvent> events) {
    List<RecordedEvent> own =
        events.stream()
            .filter(event -> event.getString("node").equals(node.self().toString()))
            .toList();
    assertThat(own).as("%s", events).hasSize(1);
    return own.getFirst();
  }
}
