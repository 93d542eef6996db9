package multinode.genserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import multinode.process.Context;
import multinode.process.Flight;
import multinode.process.From;
import multinode.process.NodeName;
import multinode.process.Pid;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CallEventTest extends OneNode {

  private static final Duration LIMIT = Duration.ofMillis(30);

  /** "What is this?", which is answered, or not. */
  private record Riddle(boolean solvable) implements Request<String> {}

  private record Sphinx() implements GenServer<String> {

    @Override
    public Init<String> init(Context self) {
      return Init.ok("a human");
    }

    @Override
    public CallResult<String> handleCall(
        Request<?> request, From from, String answer, Context self) {
      Riddle riddle = (Riddle) request;
      return riddle.solvable() ? riddle.reply(answer, answer) : Result.noReply(answer);
    }
  }

  private static List<String> outcomes(List<RecordedEvent> events) {
    return events.stream().map(event -> event.getString("outcome")).toList();
  }

  @Test
  @DisplayName("a recorded call tells from whom to whom, the class of the request, how it ended")
  void answered() throws IOException {
    Pid sphinx = start(new Sphinx());
    try (Flight flight = new Flight("multinode.Call")) {
      call(sphinx, new Riddle(true));

      List<RecordedEvent> events = flight.land();
      assertThat(outcomes(events)).containsExactly("answered");
      RecordedEvent event = events.getFirst();
      assertThat(event.getString("from")).isEqualTo(caller.pid().toString());
      assertThat(event.getString("to")).isEqualTo(sphinx.toString());
      assertThat(event.getString("request")).isEqualTo(Riddle.class.getName());
    }
  }

  @Test
  @DisplayName("a call that fails tells the reason, and takes as long as the caller waited")
  void failed() throws IOException {
    Pid sphinx = start(new Sphinx());
    try (Flight flight = new Flight("multinode.Call")) {
      caller.runs(self ->
          assertThatThrownBy(() -> GenServer.call(self, sphinx, new Riddle(false), LIMIT))
              .isInstanceOf(CallFailed.class));
      caller.runs(self ->
          assertThatThrownBy(
                  () -> GenServer.call(self, new Name(self.names(), "nobody"), new Riddle(true)))
              .isInstanceOf(CallFailed.class));

      List<RecordedEvent> events = flight.land();
      assertThat(outcomes(events)).containsExactly("timeout", "noproc");
      assertThat(events.getFirst().getDuration()).isGreaterThanOrEqualTo(LIMIT);
    }
  }

  @Test
  @DisplayName("a call of several nodes is one event, which counts them")
  void several() throws IOException {
    NodeName here = NodeName.parse("a@127.0.0.1");
    NodeName away = NodeName.parse("b@127.0.0.1");
    caller.runs(self -> GenServer.start(self, "sphinx", new Sphinx()));
    try (Flight flight = new Flight("multinode.Call")) {
      caller.runs(self ->
          GenServer.multiCall(self, List.of(here, away), "sphinx", new Riddle(true), LIMIT));

      assertThat(outcomes(flight.land())).containsExactly("1 answered, 1 failed");
    }
  }

  @Test
  @DisplayName("calls are recorded only where they are asked for by name")
  void notAsked() {
    try (Flight _ = new Flight("multinode.Event")) {
      assertThat(CallEvent.isRecorded()).isFalse();
    }
    try (Flight _ = new Flight("multinode.Call")) {
      assertThat(CallEvent.isRecorded()).isTrue();
    }
    assertThat(CallEvent.isRecorded()).isFalse();
  }
}
